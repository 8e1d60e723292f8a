"""What do programs read of the record? Acts, cases and heads as JSON, CSV and entries of feeds."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from minga.record.act_words import act_name, act_title, actor_name, is_wordless
from minga.record.case_kinds import act_label, kind_label, state_label
from minga.record.models import Act, ActDocument, Case
from minga.record.rules.heads import Head
from minga.record.rules.sealed_form import instant
from minga.website.data_formats import Cell, Entry, JsonValue

ACT_COLUMNS = (
    *("act", "case", "ordinal", "kind", "title", "happened_at", "recorded_at", "body", "standing"),
    *("legal_basis", "source_url", "source_on", "corrects", "position", "address", "demo"),
)
HEAD_COLUMNS = (
    *("number", "tree_size", "root", "previous", "sealed_at", "public_key", "signature", "demo"),
)


def act_cells(act: Act) -> tuple[Cell, ...]:
    """Return the row of an act, in the order of `ACT_COLUMNS`."""
    return (
        act_name(act),
        act.case.number,
        act.ordinal,
        act.kind,
        act_title(act),
        act.happened_at,
        act.recorded_at,
        act.body.name if act.body else None,
        act.standing,
        act.legal_basis or None,
        act.source_url or None,
        act.source_on,
        act_name(act.corrects) if act.corrects else None,
        position_of(act),
        act.get_absolute_url(),
        act.is_demonstration,
    )


def position_of(act: Act) -> int | None:
    """Return the place of an act in the tree, as `queries.ready` loaded it; None before the seal."""
    position: int | None = getattr(act, "position", None)
    return position


def act_document(act: Act) -> dict[str, JsonValue]:
    """Return an act as JSON: what it says, in which standing, where it is proven."""
    return {
        "act": act_name(act),
        "case": act.case.number,
        "ordinal": act.ordinal,
        "kind": act.kind,
        "kind_label": str(act_label(act.case.kind, act.kind).label),
        "title": act_title(act),
        "text": act.wording.text,
        "words_erased": is_wordless(act),
        "happened_at": act.happened_at.isoformat(),
        "recorded_at": act.recorded_at.isoformat(),
        "body": act.body.slug if act.body else None,
        "body_name": act.body.name if act.body else None,
        "actor_name": actor_name(act) or None,
        "standing": act.standing,
        "source_url": act.source_url or None,
        "source_on": act.source_on.isoformat() if act.source_on else None,
        "legal_basis": act.legal_basis or None,
        "payload": act.payload,
        "corrects": act_name(act.corrects) if act.corrects else None,
        "position": position_of(act),
        "proof": reverse("record:act-proof", args=(act.case.number, act.ordinal)),
        "address": act.get_absolute_url(),
        "demo": act.is_demonstration,
    }


def evidence_documents(uses: Sequence[ActDocument]) -> list[dict[str, JsonValue]]:
    """Return the documents that prove an act as JSON."""
    return [
        {
            "name": use.name,
            "address": use.get_absolute_url(),
            "sha256": use.document.sha256,
            "media_type": use.document.media_type,
            "size": use.document.size,
        }
        for use in uses
    ]


def case_document(case: Case) -> dict[str, JsonValue]:
    """Return a case as JSON, its acts apart."""
    return {
        "case": case.number,
        "kind": case.kind,
        "kind_label": kind_label(case.kind),
        "title": case.title,
        "state": case.state,
        "state_label": state_label(case.kind, case.state) or None,
        "opened_on": case.opened_on.isoformat(),
        "body": case.body.slug if case.body else None,
        "address": case.get_absolute_url(),
        "demo": case.is_demonstration,
    }


def act_entry(act: Act) -> Entry:
    """Return an act as an entry of a feed."""
    return Entry(
        key=f"/registro/{act.case.number}/{act.ordinal}/",
        title=act_title(act),
        path=act.get_absolute_url(),
        updated_at=act.recorded_at,
        summary=act.wording.text,
        is_demonstration=act.is_demonstration,
    )


def head_cells(head: Head, *, is_demonstration: bool) -> tuple[Cell, ...]:
    """Return the row of a head, in the order of `HEAD_COLUMNS`."""
    return (
        head.number,
        head.tree_size,
        head.root.hex(),
        head.previous.hex(),
        instant(head.sealed_at),
        head.public_key.hex(),
        head.signature.hex(),
        is_demonstration,
    )


def head_entry(head: Head, *, is_demonstration: bool) -> Entry:
    """Return a head as an entry of a feed: whoever keeps the entry can hold the record to it."""
    facts = {"number": head.number, "size": head.tree_size}
    return Entry(
        key=f"/registro/cabezas/{head.number}",
        title=_("Cabeza %(number)s: %(size)s hechos sellados") % facts,
        path=reverse("record:head-json", args=(head.number,)),
        updated_at=head.sealed_at,
        summary=_("Raíz %(root)s, firma %(signature)s, clave %(key)s")
        % {
            "root": head.root.hex(),
            "signature": head.signature.hex(),
            "key": head.public_key.hex(),
        },
        is_demonstration=is_demonstration,
    )
