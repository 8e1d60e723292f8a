"""Which facts of a row are sealed? The sealed form of acts, a fixed number of queries however many."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from minga.record.models import Act
from minga.record.rules.sealed_form import SealedAct, pseudonym

_FIELDS = (
    "pk",
    "case__number",
    "ordinal",
    "kind",
    "source",
    "target",
    "happened_at",
    "recorded_at",
    "actor__public_id",
    "body__slug",
    "legal_basis",
    "standing",
    "source_url",
    "source_on",
    "corrects__case__number",
    "corrects__ordinal",
    "payload",
    "text_commitment",
    "is_demonstration",
)


def sealed_act(act: Act) -> SealedAct:
    """Return the sealed form of one act, read from the database."""
    return sealed_acts([act.pk])[act.pk]


def sealed_acts(act_ids: Sequence[int]) -> dict[int, SealedAct]:
    """Return the sealed forms of acts by their ids, in the order of the ids; one query."""
    rows = Act.objects.filter(pk__in=act_ids).order_by("pk").values_list(*_FIELDS)
    return dict(_forms(rows))


def _forms(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, SealedAct]]:
    for pk, case, ordinal, kind, source, target, happened, recorded, person, body, *rest in rows:
        basis, standing, url, on, corrected_case, corrected_ordinal, payload, words, demo = rest
        yield (
            pk,
            SealedAct(
                case=case,
                ordinal=ordinal,
                kind=kind,
                source=source,
                target=target,
                happened_at=happened,
                recorded_at=recorded,
                actor=pseudonym(person, case),
                body=body or "",
                legal_basis=basis,
                standing=standing,
                source_url=url,
                source_on=on,
                corrects=f"{corrected_case}/{corrected_ordinal}" if corrected_case else "",
                payload=payload,
                commitment=words,
                demonstration=demo,
            ),
        )
