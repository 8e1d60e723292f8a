"""What changed between two readings of a plan, activity by activity?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from minga.plan.reading.document import ReadActivity, ReadPlan
from minga.plan.reading.labels import FIELD_NAMES, _
from minga.plan.reading.wording import fold

_ALIKE = 0.75
_MOST_GUESSES = 40_000  # two plans with nothing in common need no pairing
_PLAN_FIELDS = (
    "title", "jurisdiction", "period", "authors", "list", "vision", "general_objective",
    "specific_objectives", "diagnosis", "systems", "accountability",
)  # fmt: skip
_ACTIVITY_FIELDS = tuple(
    f.name for f in fields(ReadActivity) if f.name not in {"row", "filed_cells", "indicator"}
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that reads differently."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: an activity, or, with both rows null, the plan around the matrix.

    An activity without `old_row` came, without `new_row` went; `text` is its newer wording.
    """

    old_row: int | None = None
    new_row: int | None = None
    text: str = ""
    fields: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> str:
        """One of plan, added, removed, changed."""
        if self.old_row is None:
            return "plan" if self.new_row is None else "added"
        return "removed" if self.new_row is None else "changed"

    def __str__(self) -> str:
        return difference_sentence(self)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An activity with the programme and objective it stands under."""

    activity: ReadActivity
    programme: str
    objective: str

    def values(self) -> dict[str, object]:
        """Everything a change of which is worth telling."""
        own = {name: getattr(self.activity, name) for name in _ACTIVITY_FIELDS}
        return {"programme": self.programme, "objective": self.objective, **own}


def compare(old: ReadPlan, new: ReadPlan) -> tuple[Difference, ...]:
    """The differences between two readings; issues and row numbers alone are none.

    Activities are paired by text within their programme, then anywhere, then by likeness, so that
    a reworded activity keeps its identity.
    """
    before, after = list(_placed(old)), list(_placed(new))
    around = tuple(_field_changes(old, new))
    plan = (Difference(fields=around),) if around else ()
    return (*plan, *_activity_changes(before, after, _pairs(before, after)))


def paired_rows(old: ReadPlan, new: ReadPlan) -> dict[int, int]:
    """Row in the new reading → row of the same activity in the old one."""
    before, after = list(_placed(old)), list(_placed(new))
    return {after[j].activity.row: before[i].activity.row for i, j in _pairs(before, after).items()}


def _placed(plan: ReadPlan) -> Iterator[_Placed]:
    for programme in plan.programmes:
        for objective in programme.objectives:
            for activity in objective.activities:
                yield _Placed(activity, programme.name, objective.text)


def _field_changes(old: ReadPlan, new: ReadPlan) -> Iterator[FieldChange]:
    for name in _PLAN_FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield FieldChange(name, before, after)


def _activity_changes(
    before: Sequence[_Placed], after: Sequence[_Placed], pairs: dict[int, int]
) -> Iterator[Difference]:
    for i, placed in enumerate(before):
        old = placed.activity
        if i not in pairs:
            yield Difference(old.row, None, old.text)
        elif changed := tuple(_value_changes(placed, after[pairs[i]])):
            new = after[pairs[i]].activity
            yield Difference(old.row, new.row, new.text, changed)
    kept = set(pairs.values())
    for j, placed in enumerate(after):
        if j not in kept:
            yield Difference(None, placed.activity.row, placed.activity.text)


def _value_changes(old: _Placed, new: _Placed) -> Iterator[FieldChange]:
    after = new.values()
    for name, value in old.values().items():
        if value != after[name]:
            yield FieldChange(name, value, after[name])


def _pairs(before: Sequence[_Placed], after: Sequence[_Placed]) -> dict[int, int]:
    """Index of the old activity → index of the new one."""
    pairs: dict[int, int] = {}
    _pair_by(before, after, pairs, lambda p: (fold(p.programme), fold(p.activity.text)))
    _pair_by(before, after, pairs, lambda p: fold(p.activity.text))
    taken = set(pairs.values())
    for i, j in _alike(before, after, pairs):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _pair_by(
    before: Sequence[_Placed],
    after: Sequence[_Placed],
    pairs: dict[int, int],
    key: Callable[[_Placed], object],
) -> None:
    """Pair what has the same key, in order of appearance."""
    taken = set(pairs.values())
    free: dict[object, list[int]] = {}
    for j, placed in enumerate(after):
        if j not in taken:
            free.setdefault(key(placed), []).append(j)
    for i, placed in enumerate(before):
        if i not in pairs and free.get(key(placed)):
            pairs[i] = free[key(placed)].pop(0)


def _alike(
    before: Sequence[_Placed], after: Sequence[_Placed], pairs: dict[int, int]
) -> list[tuple[int, int]]:
    """Pairs of unpaired activities whose texts resemble each other, the most alike first."""
    taken = set(pairs.values())
    gone = [(i, old) for i, old in enumerate(before) if i not in pairs]
    came = [(j, new) for j, new in enumerate(after) if j not in taken]
    if len(gone) * len(came) > _MOST_GUESSES:
        return []
    scored = [(_likeness(old, new), i, j) for i, old in gone for j, new in came]
    found = sorted((s for s in scored if s[0] >= _ALIKE), key=lambda s: (-s[0], s[1], s[2]))
    return [(i, j) for _, i, j in found]


def _likeness(old: _Placed, new: _Placed) -> float:
    """How alike two texts are; another programme makes the same likeness count for less."""
    matcher = SequenceMatcher(None, fold(old.activity.text), fold(new.activity.text), False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    same = fold(old.programme) == fold(new.programme)
    return matcher.ratio() - (0.0 if same else 0.1)


def difference_sentence(
    difference: Difference, translate: Callable[[str], str] = lambda sentence: sentence
) -> str:
    """What differs, in words; `translate` turns the sentence into the reader's language."""
    names = ", ".join(translate(FIELD_NAMES[change.field]) for change in difference.fields)
    return translate(_SENTENCES[difference.kind]).format(
        row=difference.old_row or difference.new_row, text=difference.text, fields=names
    )


_SENTENCES = {
    "plan": _("Cambia el plan: {fields}."),
    "added": _("Actividad nueva {row}: «{text}»."),
    "removed": _("Ya no consta la actividad {row}: «{text}»."),
    "changed": _("Cambia la actividad {row}, «{text}»: {fields}."),
}
