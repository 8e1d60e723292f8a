"""How are the numbers of the law listed, searched and published? One row a number and its dates."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.record.labels import EVIDENCE_LABELS, Evidence
from minga.record.models import Act, LegalParameter
from minga.record.parameter_labels import value_in_words
from minga.record.parameters import parameter_names, source_titles
from minga.record.rules.counted_term import iso
from minga.website.data_formats import Cell, JsonValue

COLUMNS = (
    *("key", "name", "value", "unit", "effective_from", "effective_to", "legal_basis"),
    *("evidence", "verified", "source", "note", "confirmed_on", "superseded_on", "address"),
    "demo",
)


@dataclass(frozen=True)
class ParameterLine:
    """A number of the law between two dates, in words."""

    row: LegalParameter
    name: str
    note: str
    said: str
    evidence: str
    sources: tuple[str, ...]

    @property
    def is_unverified(self) -> bool:
        """Was the number not read in any source? Then it is only a working number."""
        return self.row.evidence == Evidence.UNVERIFIED

    @property
    def is_demonstration(self) -> bool:
        """Did a fictional person confirm it? Then it is no number of the law."""
        return self.row.confirmed_by is not None and self.row.confirmed_by.is_demonstration

    @property
    def is_set(self) -> bool:
        """Is there a number at all?"""
        return bool(self.row.value)

    @property
    def url(self) -> str:
        """The page of the number."""
        return reverse("record:parameter-detail", args=(self.row.key,))


def line_of(row: LegalParameter) -> ParameterLine:
    """Return a row in words."""
    name, note = parameter_names().get(row.key, (row.key, ""))
    return ParameterLine(
        row=row,
        name=_(name),
        note="" if row.confirmed_at else _(note),  # the doubts of the reference are settled then
        said=value_in_words(row.value, row.unit),
        evidence=str(EVIDENCE_LABELS[row.evidence]),
        sources=sources_of(row),
    )


def sources_of(row: LegalParameter) -> tuple[str, ...]:
    """Return where a number was read, in words: codes of the reference become titles."""
    parts = (part.strip() for part in row.source.split(";"))
    return tuple(_title(part) for part in parts if part)


def _title(code: str) -> str:
    titles = source_titles()
    return titles.get(code) or titles.get(code.rstrip("abcdefghijk"), code)


def parameter_lines(*, evidence: str = "", words: str = "") -> Sequence[ParameterLine]:
    """Return every number of the law, by name and date, that has the evidence and holds the words.

    One query; the table has a few hundred rows, and its Spanish names are not in the database.
    """
    rows = _rows().order_by("key", "effective_from", "pk")
    found = (line_of(row) for row in (rows.filter(evidence=evidence) if evidence else rows))
    wanted = folded(words).split()
    return tuple(line for line in found if _holds(line, wanted))


def _rows() -> QuerySet[LegalParameter]:
    return LegalParameter.objects.select_related("confirmed_by")


def _holds(line: ParameterLine, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    text = folded(f"{line.row.key} {line.name} {line.note} {line.said} {line.row.legal_basis}")
    return all(word in text for word in wanted)


def folded(text: str) -> str:
    """Return a text in small letters without accents, for comparing words."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def lines_of_key(key: str) -> Sequence[ParameterLine]:
    """Return the numbers of one key, the newest first; those that proved wrong come last."""
    rows = _rows().filter(key=key)
    ordered = sorted(
        rows,
        key=lambda row: (row.superseded_at is None, row.effective_from or date.min, row.pk),
        reverse=True,
    )
    return tuple(line_of(row) for row in ordered)


def current_line(lines: Sequence[ParameterLine], today: date) -> ParameterLine | None:
    """Return the number in force on a day, set or not; None when no row covers the day."""
    for line in lines:
        first, last = line.row.effective_from or date.min, line.row.effective_to or date.max
        if line.row.superseded_at is None and first <= today <= last:
            return line
    return None


def confirmations_of(key: str) -> Sequence[Act]:
    """Return the acts that confirmed a number, newest first; one query."""
    acts = Act.objects.filter(kind="confirm_parameter", payload__key=key)
    return tuple(acts.select_related("case", "wording", "body").order_by("-happened_at", "-pk"))


def document(line: ParameterLine) -> dict[str, JsonValue]:
    """Return a number of the law as programs read it. An unknown value is null, never 0."""
    row = line.row
    return {
        "key": row.key,
        "name": line.name,
        "value": row.value or None,
        "unit": row.unit,
        "effective_from": iso(row.effective_from),
        "effective_to": iso(row.effective_to),
        "legal_basis": row.legal_basis or None,
        "evidence": row.evidence,
        "verified": row.is_verified,
        "source": list(line.sources),
        "note": line.note or None,
        "confirmed_on": iso(row.confirmed_at and row.confirmed_at.date()),
        "superseded_on": iso(row.superseded_at and row.superseded_at.date()),
        "address": f"{settings.SITE_ADDRESS}{line.url}",
        "demo": line.is_demonstration,
    }


def cells(line: ParameterLine) -> list[Cell]:
    """Return the row of a number in the order of `COLUMNS`."""
    row = line.row
    return [
        *(row.key, line.name, row.value, row.unit, row.effective_from, row.effective_to),
        *(row.legal_basis, row.evidence, row.is_verified, line.sources, line.note),
        row.confirmed_at and row.confirmed_at.date(),
        row.superseded_at and row.superseded_at.date(),
        f"{settings.SITE_ADDRESS}{line.url}",
        line.is_demonstration,
    ]
