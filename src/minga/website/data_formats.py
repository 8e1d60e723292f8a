"""How do programs read what pages show? CSV, JSON and Atom, in one way for the whole site."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

type Cell = str | int | bool | Decimal | date | datetime | Sequence[str] | Sequence[int] | None
type JsonValue = str | int | float | bool | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `key` never changes: it is what readers remember."""

    key: str
    title: str
    path: str
    updated_at: datetime
    summary: str = ""
    is_demonstration: bool = False


def csv_response(
    filename: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """Return a table with a header, in UTF-8; unknown is an empty cell, lists are joined by `|`.

    No cell is taken for a formula by a spreadsheet.
    """
    text = StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(columns)
    out.writerows([cell_text(value) for value in row] for row in rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
    return response


def cell_text(value: Cell) -> str:
    """Return a value as its cell: exact numbers, ISO days, `true` and `false`."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case str():
            return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
        case Decimal():
            return plain_decimal(value)
        case int():
            return str(value)
        case _:
            return "|".join(str(item) for item in value)


def plain_decimal(value: Decimal) -> str:
    """Return a number without exponent and without zeros that say nothing: 12.5, 1200."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_response(document: Mapping[str, JsonValue]) -> HttpResponse:
    """Return a document as JSON, letters as they are."""
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


def atom_response(
    request: HttpRequest, *, title: str, path: str, entries: Iterable[Entry]
) -> HttpResponse:
    """Return an Atom feed; entries of the demonstration say so in their titles."""
    address = settings.SITE_ADDRESS
    feed = Atom1Feed(
        title=title,
        link=address + path,
        description="",
        feed_url=address + request.path,
        language=get_language(),
    )
    for entry in entries:
        feed.add_item(
            title=_marked(entry),
            link=address + entry.path,
            description=entry.summary,
            unique_id=f"{address}{entry.key}",
            updateddate=entry.updated_at,
            pubdate=entry.updated_at,
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _marked(entry: Entry) -> str:
    return f"[{_('Demostración')}] {entry.title}" if entry.is_demonstration else entry.title
