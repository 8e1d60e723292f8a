"""With what does a letter begin, and which letters has the office? For the office alone."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import QuerySet
from django.utils import translation

from minga.kernel.clock import local_date
from minga.people.public import Body
from minga.plan.models import Casework, CaseworkStep, Letter, Letterhead, LetterTemplate
from minga.plan.queries.casework_desk import entity_name
from minga.plan.rules.letters import LetterKind, Placeholder
from minga.record.public import Act, act_title
from minga.territory.public import PlaceKind, district
from minga.website.dates import plain_date

SHIPPED = Path(__file__).parent.parent / "data" / "letter_templates.toml"


@dataclass(frozen=True)
class Template:
    """A letter to begin with, shipped or of the office."""

    code: str
    kind: LetterKind
    name: str
    subject: str
    text: str
    is_own: bool = False


@cache
def shipped_templates() -> tuple[Template, ...]:
    """Return the letters that come with the program, in their order."""
    rows = tomllib.loads(SHIPPED.read_text("utf-8"))["template"]
    return tuple(
        Template(
            code=row["code"],
            kind=LetterKind(row["kind"]),
            name=row["name"],
            subject=row["subject"],
            text=row["text"].strip(),
        )
        for row in rows
    )


def templates_of(body: Body) -> list[Template]:
    """Return the letters an office begins with: its own in place of the shipped ones; one query."""
    rows = {row.code: row for row in LetterTemplate.objects.filter(body=body)}
    shipped = [
        _own(rows.pop(one.code)) if one.code in rows else one
        for one in shipped_templates()
        if one.code not in rows or not rows[one.code].is_retired
    ]
    codes = {one.code for one in shipped_templates()}
    added = [row for row in rows.values() if row.code not in codes and not row.is_retired]
    return [*shipped, *map(_own, added)]


def _own(row: LetterTemplate) -> Template:
    return Template(row.code, LetterKind(row.kind), row.name, row.subject, row.text, is_own=True)


def template_of(body: Body, code: str) -> Template | None:
    """Return one of the letters an office begins with; None when it has none with this code."""
    return next((one for one in templates_of(body) if one.code == code), None)


def letterhead_of(body: Body) -> Letterhead:
    """Return how an office writes; what nobody set yet stands as it comes; one query."""
    return Letterhead.objects.filter(body=body).first() or Letterhead(body=body)


def letters_of(bodies: Iterable[Body]) -> QuerySet[Letter]:
    """Letters of these offices, the last number first; one query."""
    found = Letter.objects.filter(body__in=list(bodies))
    return found.select_related("body", "casework__case", "addressed_to")


def letters_of_casework(casework: Casework) -> QuerySet[Letter]:
    """Letters of a gestión, the last first; one query."""
    return (
        Letter.objects.filter(casework=casework)
        .select_related("body", "casework__case", "addressed_to", "act__case")
        .order_by("-pk")
    )


@translation.override("es")
def values_of(
    casework: Casework, letterhead: Letterhead, today: date, step: CaseworkStep | None = None
) -> Mapping[Placeholder, str]:
    """Return what of a letter is known from the case, in Spanish; three queries at most.

    `step` is the one that was not answered, for a reminder.
    """
    return {
        Placeholder.NEED: casework.case.title,
        Placeholder.CASE: casework.case.number,
        Placeholder.OFFICE: casework.case.body.name if casework.case.body else "",
        Placeholder.ENTITY: entity_name(step or casework),
        Placeholder.PLACE: _place_words(casework),
        Placeholder.SIGNATORY: letterhead.signed_by,
        Placeholder.STEPS: _step_lines(casework),
        **(_earlier(step, today) if step else {}),
    }


def _place_words(casework: Casework) -> str:
    place = casework.place or district()
    if place is None:
        return ""
    return f"la parroquia {place.name}" if place.kind == PlaceKind.PARISH else f"el {place.name}"


def _step_lines(casework: Casework) -> str:
    """Say the public steps of a gestión, the first first, one a line."""
    acts = Act.objects.filter(case=casework.case, corrections__isnull=True)
    told = acts.select_related("case", "wording").order_by("ordinal")
    return "\n".join(
        f"{plain_date(local_date(act.happened_at))}: {act_title(act)}." for act in told
    )


def _earlier(step: CaseworkStep, today: date) -> Mapping[Placeholder, str]:
    letter = Letter.objects.filter(act=step.act).first()
    sent_on = local_date(step.act.happened_at)
    days = (today - sent_on).days
    return {
        Placeholder.EARLIER: _earlier_name(step.act, letter),
        Placeholder.EARLIER_ON: plain_date(sent_on),
        Placeholder.DAYS_WAITED: f"{days} día" if days == 1 else f"{days} días",
    }


def _earlier_name(act: Act, letter: Letter | None) -> str:
    if letter:
        return f"la carta {letter.number}"
    return "una carta" if act.kind == "send_letter" else "un pedido"
