"""What do lower pages show of gestiones? Those of a parish; whom each act concerns; the way back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minga.kernel import clock
from minga.plan.models import Casework, CaseworkStep
from minga.plan.pages.casework_words import line_of, next_words
from minga.plan.queries.casework import (
    casework_counts,
    casework_view,
    newest_in,
    public_casework,
)
from minga.record.public import FollowedSection, public_acts

SHOWN_IN_PARISH = 5


def parish_casework(place_ids: Sequence[int]) -> Mapping[int, Sequence[SafeString]]:
    """Return for slot `parish.sections` the newest gestiones of each parish; two queries."""
    today = clock.today()
    counts = casework_counts(place_ids)
    newest = newest_in(place_ids, SHOWN_IN_PARISH)
    return {
        place_id: [
            render_to_string(
                "plan/_parish_casework.html",
                {
                    "lines": [line_of(one, today) for one in found],
                    "code": found[0].place.code if found[0].place else "",
                    "counts": counts[place_id],
                },
            )
        ]
        for place_id, found in newest.items()
    }


def topics_of_casework_acts(act_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return act → the place where and the entity before which it pursues a need; two queries."""
    found: dict[int, list[str]] = defaultdict(list)
    cases = dict(public_acts().filter(pk__in=act_ids).values_list("pk", "case_id"))
    steps = CaseworkStep.objects.filter(pk__in=act_ids).values_list(
        "pk", "place__code", "addressed_to__slug"
    )
    needs = Casework.objects.filter(pk__in=set(cases.values())).values_list(
        "pk", "place__code", "addressed_to__slug"
    )
    by_case = {pk: (place, entity) for pk, place, entity in needs}
    own = [(act, *by_case[case]) for act, case in cases.items() if case in by_case]
    for act_id, place, entity in (*own, *steps):
        named = (place and f"place:{place}", entity and f"body:{entity}")
        found[act_id] += [key for key in named if key and key not in found[act_id]]
    return found


def followed_casework(case_ids: Sequence[int]) -> Mapping[int, Sequence[FollowedSection]]:
    """Return for slot `followed_case.sections` what comes next and the public page of a gestión."""
    today = clock.today()
    numbers = public_casework().filter(pk__in=case_ids).values_list("pk", "case__number")
    views = {pk: casework_view(number) for pk, number in numbers}
    return {
        pk: [
            FollowedSection(
                title=_("Qué sigue"),
                text=next_words(view, today),
                url=view.casework.get_absolute_url(),
                action=_("Ver su página, que es pública y no dice quién la pidió"),
            )
        ]
        for pk, view in views.items()
    }
