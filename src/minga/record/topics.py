"""Whom does an act of the record belong to? The names under which others follow it."""

from collections.abc import Mapping, Sequence

from minga.record.labels import Standing
from minga.record.models import Act
from minga.record.queries import public_acts


def topics_of_record_acts(act_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return public act → its case, the body that acted and who acted in a public office; one query."""
    acts = public_acts().filter(pk__in=act_ids)
    ready = acts.select_related("case", "body", "actor__identity").order_by("pk")
    return {act.pk: _topics(act) for act in ready}


def _topics(act: Act) -> list[str]:
    found = [f"case:{act.case.number}"]
    if act.body is not None:
        found.append(f"body:{act.body.slug}")
    identity = getattr(act.actor, "identity", None)
    if identity is not None and identity.is_public_figure and act.standing != Standing.CITIZEN:
        found.append(f"person:{act.actor.public_id}")
    return found
