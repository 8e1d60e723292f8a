"""How does an office write? Its letterhead, and the letters it begins with."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from minga.people.public import Body
from minga.plan.models import Letterhead, LetterTemplate
from minga.plan.queries.letters import Template, shipped_templates, template_of
from minga.plan.rules.letters import LetterKind, is_prefix, unknown_placeholders
from minga.plan.services.letters import LetterRefused

LONGEST_CODE = 50


@dataclass(frozen=True)
class Wording:
    """What a template says."""

    kind: LetterKind
    name: str
    subject: str
    text: str


def keep_letterhead(
    *, body: Body, prefix: str, address: str = "", signed_by: str = "", signed_as: str = ""
) -> Letterhead:
    """Say how an office writes from now on; numbers already given stay. Raises `prefix-refused`."""
    if not is_prefix(prefix):
        raise LetterRefused("prefix-refused")
    values = {
        "prefix": prefix, "address": address, "signed_by": signed_by, "signed_as": signed_as,
    }  # fmt: skip
    return Letterhead.objects.update_or_create(body=body, defaults=values)[0]


@transaction.atomic
def keep_template(*, body: Body, wording: Wording, code: str = "") -> LetterTemplate:
    """Keep a letter of the office, in place of the one with this code or as another one.

    What a shipped one is for stays. Raises LetterRefused `placeholder-unknown`, and
    `template-unknown` when the office has none with the code.
    """
    if unknown_placeholders(f"{wording.subject}\n{wording.text}"):
        raise LetterRefused("placeholder-unknown")
    kept = template_of(body, code) if code else None
    if code and kept is None:
        raise LetterRefused("template-unknown")
    kind = kept.kind if kept and is_shipped(kept) else wording.kind
    values = {**vars(wording), "kind": kind, "is_retired": False}
    code = code or _free_code(body, wording.name)
    return LetterTemplate.objects.update_or_create(body=body, code=code, defaults=values)[0]


@transaction.atomic
def retire_template(*, body: Body, code: str) -> None:
    """Offer a letter no more; one that is shipped is as it came again. Raises `template-unknown`."""
    row = LetterTemplate.objects.filter(body=body, code=code, is_retired=False).first()
    if row is None:
        raise LetterRefused("template-unknown")
    if code in {one.code for one in shipped_templates()}:
        row.delete()
        return
    row.is_retired = True
    row.save(update_fields=["is_retired"])


def is_shipped(template: Template) -> bool:
    """Did this letter come with the program, whatever the office made of it?"""
    return template.code in {one.code for one in shipped_templates()}


def _free_code(body: Body, name: str) -> str:
    """Return an address for a new template that no other one of the office has."""
    start = slugify(name)[:LONGEST_CODE].strip("-") or "modelo"
    taken = {one.code for one in shipped_templates()}
    taken |= set(LetterTemplate.objects.filter(body=body).values_list("code", flat=True))
    turn, code = 1, start
    while code in taken or code == "nuevo":
        turn += 1
        code = f"{start}-{turn}"
    return code
