"""Which documents prove which acts?"""

from collections import defaultdict
from collections.abc import Sequence

from minga.record.labels import Visibility
from minga.record.models import ActDocument


def evidence_of(
    act_ids: Sequence[int], visibility: Visibility = Visibility.PUBLIC
) -> dict[int, list[ActDocument]]:
    """Return act → its documents in the order they were attached; one query.

    Those for everybody, or with `STAFF` those for the staff alone.
    """
    found: dict[int, list[ActDocument]] = defaultdict(list)
    uses = ActDocument.objects.filter(act_id__in=act_ids, visibility=visibility)
    rows = uses.select_related("document")
    for row in rows.order_by("act_id", "pk"):
        found[row.act_id].append(row)
    return found
