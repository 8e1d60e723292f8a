"""Which documents prove which acts?"""

from collections import defaultdict
from collections.abc import Sequence

from minga.record.models import ActDocument


def evidence_of(act_ids: Sequence[int]) -> dict[int, list[ActDocument]]:
    """Return act → its documents in the order they were attached; one query."""
    found: dict[int, list[ActDocument]] = defaultdict(list)
    rows = ActDocument.objects.filter(act_id__in=act_ids).select_related("document")
    for row in rows.order_by("act_id", "pk"):
        found[row.act_id].append(row)
    return found
