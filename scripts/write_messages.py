"""Collect what people read from code and templates, and keep the English catalogue with it.

    python scripts/write_messages.py

Spanish is the source language. Existing translations stay; what is no longer said goes. Needs
neither gettext's tools nor a database: templates are turned into code as Django does, then Babel
reads the calls. The Spanish catalogue is written by hand: it only says some sentences of Django
and allauth in the voice of this site; here it is compiled.
"""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "minga"
CATALOGUE = SOURCE / "website" / "locale" / "en" / "LC_MESSAGES" / "django.po"
OVERRIDES = SOURCE / "website" / "locale" / "es" / "LC_MESSAGES" / "django.po"
# Tables that the program ships and pages put through gettext, with the columns that are said.
TABLES = {SOURCE / "record" / "data" / "legal_parameter_names.csv": ("name", "note")}
KEYWORDS = dict.fromkeys(
    (
        *("_", "gettext", "gettext_lazy", "gettext_noop"),
        *("ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"),
    )
)
PLURAL = {"ngettext", "ngettext_lazy", "npgettext"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}

type Key = tuple[str, str, str]


def messages() -> dict[Key, set[str]]:
    """Return (context, singular, plural) → the files that say it."""
    found: dict[Key, set[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "locale" not in path.parts:
            for key in _messages_of(path):
                found.setdefault(key, set()).add(str(path.relative_to(ROOT)))
    for path, columns in TABLES.items():
        for words in _cells_of(path, columns):
            found.setdefault(("", words, ""), set()).add(str(path.relative_to(ROOT)))
    return found


def _cells_of(path: Path, columns: tuple[str, ...]) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield from (row[column] for column in columns if row[column])


def _messages_of(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    code = text if path.suffix == ".py" else templatize(text, origin=str(path))
    calls = extract_python(io.BytesIO(code.encode()), KEYWORDS, (), {"encoding": "utf-8"})
    for _line, function, said, _comments in calls:
        words = said if isinstance(said, tuple) else (said,)
        if key := _key(str(function), tuple(word for word in words if word)):
            yield key


def _key(function: str, words: tuple[str, ...]) -> Key | None:
    context = ""
    if function in WITH_CONTEXT and words:
        context, words = words[0], words[1:]
    if not words:
        return None
    plural = words[1] if function in PLURAL and len(words) > 1 else ""
    return context, words[0], plural


def write() -> polib.POFile:
    """Write the catalogue and its compiled twin, and return it."""
    old = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    known = {key_of(entry): entry for entry in old}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = {
        "Project-Id-Version": "Minga",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for key, places in sorted(messages().items()):
        fresh.append(_entry(key, places, known.get(key)))
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(CATALOGUE))
    compiled(CATALOGUE)
    return fresh


def compiled(catalogue: Path) -> Path:
    """Compile a catalogue beside itself and return the file that Django reads."""
    target = catalogue.with_suffix(".mo")
    polib.pofile(str(catalogue)).save_as_mofile(str(target))
    return target


def key_of(entry: polib.POEntry) -> Key:
    """Return what makes a message of the catalogue one: context, singular, plural."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def _entry(key: Key, places: set[str], known: polib.POEntry | None) -> polib.POEntry:
    context, singular, plural = key
    entry = polib.POEntry(
        msgid=singular,
        msgctxt=context or None,
        occurrences=[(place, "") for place in sorted(places)],
        flags=["python-format"] if "%(" in singular else [],
    )
    if plural:
        entry.msgid_plural = plural
        entry.msgstr_plural = dict(known.msgstr_plural) if known else {0: "", 1: ""}
    else:
        entry.msgstr = known.msgstr if known else ""
    return entry


if __name__ == "__main__":
    if not settings.configured:
        settings.configure(USE_I18N=True)
    written = write()
    compiled(OVERRIDES)
    missing = [entry for entry in written if not entry.translated()]
    sys.stdout.write(f"{len(written)} mensajes, {len(missing)} sin traducir\n")
