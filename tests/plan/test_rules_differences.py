"""It is true that the difference of two texts gives back both, and that numbers tell what is what."""

from hypothesis import given
from hypothesis import strategies as some

from minga.plan.rules.differences import (
    ActivityDifference,
    Fate,
    FieldDifference,
    Stretch,
    Turn,
    activity_differences,
    count_of,
    field_differences,
    word_differences,
)

sentences = some.lists(some.sampled_from(["uno", "dos", "tres", "cuatro"]), max_size=12).map(
    " ".join
)


def test_words_are_taken_out_and_put_in() -> None:
    assert word_differences("Abrir dos ferias", "Abrir tres ferias nuevas") == (
        Stretch(Turn.KEPT, "Abrir"),
        Stretch(Turn.REMOVED, "dos"),
        Stretch(Turn.ADDED, "tres"),
        Stretch(Turn.KEPT, "ferias"),
        Stretch(Turn.ADDED, "nuevas"),
    )


def test_texts_that_share_little_are_told_whole() -> None:
    assert word_differences("Crear normas de mercados", "Abrir ferias en los mercados") == (
        Stretch(Turn.REMOVED, "Crear normas de mercados"),
        Stretch(Turn.ADDED, "Abrir ferias en los mercados"),
    )
    assert word_differences("", "Abrir") == (Stretch(Turn.ADDED, "Abrir"),)


@given(before=sentences, after=sentences)
def test_kept_and_removed_give_the_old_text_kept_and_added_the_new(before: str, after: str) -> None:
    found = word_differences(before, after)

    def text(*turns: Turn) -> str:
        return " ".join(one.words for one in found if one.turn in turns)

    assert text(Turn.KEPT, Turn.REMOVED) == before
    assert text(Turn.KEPT, Turn.ADDED) == after
    assert (before == after) == all(one.turn == Turn.KEPT for one in found)


def test_only_fields_that_differ_are_told() -> None:
    before, after = {"a": 1, "b": None}, {"a": 2, "b": None}
    assert field_differences(before, after) == (FieldDifference("a", 1, 2),)


def test_activities_come_go_and_change_by_number() -> None:
    before = {1: {"text": "uno"}, 2: {"text": "dos"}, 3: {"text": "tres"}}
    after = {2: {"text": "dos"}, 3: {"text": "tres y medio"}, 4: {"text": "cuatro"}}
    found = activity_differences(before, after)
    assert found == (
        ActivityDifference(1, Fate.WITHDRAWN, "uno"),
        ActivityDifference(
            3, Fate.CHANGED, "tres y medio", (FieldDifference("text", "tres", "tres y medio"),)
        ),
        ActivityDifference(4, Fate.ADDED, "cuatro"),
    )
    assert [count_of(found, fate) for fate in Fate] == [1, 1, 1]


numbers = some.dictionaries(some.integers(1, 6), sentences.map(lambda text: {"text": text}))


@given(before=numbers, after=numbers)
def test_going_back_undoes_what_going_ahead_did(
    before: dict[int, dict[str, str]], after: dict[int, dict[str, str]]
) -> None:
    ahead = activity_differences(before, after)  # type: ignore[arg-type]  # texts are values
    back = activity_differences(after, before)  # type: ignore[arg-type]  # texts are values
    turned = {Fate.ADDED: Fate.WITHDRAWN, Fate.WITHDRAWN: Fate.ADDED, Fate.CHANGED: Fate.CHANGED}
    assert [(one.number, turned[one.fate]) for one in ahead] == [
        (one.number, one.fate) for one in back
    ]
    assert (not ahead) == (before == after)
