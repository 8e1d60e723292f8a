"""It is true that everything said is also said in English, and that what Django says has our voice."""

from pathlib import Path

import allauth
import django
import polib
import pytest
from django import forms
from django.utils.translation import gettext, ngettext, override

from scripts.write_messages import key_of, messages
from tests.website.catalogues import ENGLISH, FILES, SPANISH, places, said_and_translated, tags

# Names, codes and words that English writes as Spanish does.
SAME_IN_BOTH = {
    *("%(n)s g/m²", "Comuna", "Minga", "No", "Plan", "Rural", "cédula", "g/m²", "Kichwa"),
    *("%(decision)s: %(kind)s", "%(state)s. %(people)s."),
    # the proper term stays: a word that English has not
    *("Gestión", "Gestiones", "%(n)s gestión", "%(n)s gestiones"),
}
VOICES_OF_OTHERS = ("django/conf", "django/contrib/auth", "allauth")


def others() -> set[str]:
    """Return every message that Django and allauth translate into Spanish."""
    homes = {"django": django.__path__[0], "allauth": allauth.__path__[0]}
    found: set[str] = set()
    for voice in VOICES_OF_OTHERS:
        package, _, inside = voice.partition("/")
        path = Path(homes[package], inside, "locale", "es", "LC_MESSAGES", "django.po")
        found |= {entry.msgid for entry in polib.pofile(str(path))}
    return found


def test_the_english_catalogue_holds_what_the_code_says_and_nothing_else() -> None:
    """When it fails: `python scripts/write_messages.py`, then translate what it names."""
    assert sorted(key_of(entry) for entry in ENGLISH) == sorted(messages())


def test_everything_is_translated() -> None:
    assert [entry.msgid for entry in ENGLISH if not entry.translated() or entry.fuzzy] == []


def test_both_forms_of_a_plural_are_translated() -> None:
    plurals = [entry for entry in ENGLISH if entry.msgid_plural]
    assert [one.msgid for one in plurals if sorted(one.msgstr_plural) != [0, 1]] == []
    assert [one.msgid for one in plurals if not all(one.msgstr_plural.values())] == []


@pytest.mark.parametrize("catalogue", [ENGLISH, SPANISH], ids=["en", "es"])
def test_a_translation_fills_the_same_places(catalogue: polib.POFile) -> None:
    """A form of the plural may name its number in words: it fills some of the places of the other."""
    wrong = [
        said
        for said, translated in said_and_translated(catalogue)
        if places(said) != places(translated)
    ]
    assert wrong == []


def test_a_translation_has_the_same_tags() -> None:
    wrong = [said for said, english in said_and_translated(ENGLISH) if tags(said) != tags(english)]
    assert wrong == []


def test_a_translation_begins_and_ends_as_its_source() -> None:
    """Spaces at the ends join it to its neighbours; a sentence stays a sentence."""
    wrong = [
        said for said, english in said_and_translated(ENGLISH) if _edges(said) != _edges(english)
    ]
    assert wrong == []


def _edges(text: str) -> tuple[bool, bool, str]:
    end = text.rstrip()[-1:]
    return text[:1].isspace(), text[-1:].isspace(), end if end in ".:;?" else ""


def test_no_translation_repeats_the_spanish() -> None:
    same = {said for said, english in said_and_translated(ENGLISH) if said == english}
    assert same == SAME_IN_BOTH


@pytest.mark.parametrize("path", FILES, ids=["en", "es"])
def test_the_compiled_catalogue_is_the_one_that_is_read(path: Path) -> None:
    """When it fails: `python scripts/write_messages.py`."""
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary()


def test_no_catalogue_changes_what_we_say_in_spanish() -> None:
    """A short word of ours may be an English word that Django or allauth translate."""
    with override("es"):
        changed = [
            one.msgid for one in ENGLISH if not one.msgctxt and gettext(one.msgid) != one.msgid
        ]
    assert changed == []


def test_the_spanish_catalogue_says_only_what_django_and_allauth_say() -> None:
    assert sorted({entry.msgid for entry in SPANISH} - others()) == []


class Typed(forms.Form):
    """One field of each kind whose refusals people meet."""

    name = forms.CharField(max_length=3)
    day = forms.DateField()
    amount = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=[("A", "Una")])
    mail = forms.EmailField()


def test_what_django_refuses_is_said_in_our_voice() -> None:
    typed = {"name": "cuerda", "day": "ayer", "amount": "0", "kind": "B", "mail": "rosa"}
    with override("es"):
        empty = {field: errors[0] for field, errors in Typed({}).errors.items()}
        wrong = {field: errors[0] for field, errors in Typed(typed).errors.items()}
    assert empty == dict.fromkeys(Typed.base_fields, "Falta este dato.")
    assert wrong == {
        "name": "Es demasiado largo: caben 3 letras (ahora 6).",
        "day": "No entendimos la fecha. Ejemplo: 2026-10-26.",
        "amount": "Como mínimo, 1.",
        "kind": "Escoge una de las opciones. «B» no está entre ellas.",
        "mail": "Ese correo no está bien escrito.",
    }


@pytest.mark.parametrize(
    ("count", "spanish", "english"), [(1, "1 hecho", "1 act"), (2, "2 hechos", "2 acts")]
)
def test_a_number_takes_its_form(count: int, spanish: str, english: str) -> None:
    for language, words in (("es", spanish), ("en", english)):
        with override(language):
            assert ngettext("%(n)s hecho", "%(n)s hechos", count) % {"n": count} == words
