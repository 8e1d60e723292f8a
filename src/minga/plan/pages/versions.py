"""Which versions of a plan were filed, and what differs between two of them?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.plan.labels import FIELD_LABELS
from minga.plan.pages.lines import activity_url
from minga.plan.pages.opening import Opened, address_of, of_plan, show
from minga.plan.pages.words import years_words
from minga.plan.queries.versions import Comparison, compared, versions_of
from minga.plan.rules.differences import (
    ActivityDifference,
    Fate,
    FieldDifference,
    Stretch,
    Turn,
    Value,
    count_of,
    word_differences,
)
from minga.plan.rules.titles import short_programme_name
from minga.website.languages import recorded

# fields that read as one number or a few: they change whole, not word by word
NUMBERS = {"years", "sdg", "period_start", "period_end"}


@dataclass(frozen=True)
class ShownField:
    """A field of two versions in words: as one text with its changes."""

    name: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class ShownActivity:
    """An activity that differs between two versions."""

    number: int
    text: str
    url: str
    fields: tuple[ShownField, ...]


@of_plan
def version_list(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The versions of a plan, newest first, each with the way to what it changed."""
    versions = list(versions_of(opened.plan, opened.moment))
    context = {"versions": versions}
    address = address_of(opened, "version-list")
    return show(request, opened, "plan/version_list.html", context, address=address)


@of_plan
def version_comparison(
    request: HttpRequest, opened: Opened, before: int, after: int
) -> HttpResponse:
    """What differs between two versions: by activity number, word by word."""
    comparison = comparison_or_404(opened, before, after)
    context = {
        "comparison": comparison,
        "summary": summary_words(comparison),
        "fields": [shown_field(field) for field in comparison.fields],
        "objectives": [shown_objective(field) for field in comparison.objectives],
        "groups": _groups(comparison, opened),
    }
    address = address_of(opened, "version-comparison", before, after)
    return show(request, opened, "plan/version_comparison.html", context, address=address)


def comparison_or_404(opened: Opened, before: int, after: int) -> Comparison:
    """Return how two versions differ; 404 unless both are known at the moment."""
    comparison = compared(opened.plan, before, after, opened.moment)
    if comparison is None:
        raise Http404
    return comparison


def _groups(comparison: Comparison, opened: Opened) -> list[tuple[str, list[ShownActivity]]]:
    """Return what was added, what was withdrawn and what reads otherwise."""
    titles = {
        Fate.ADDED: _("Actividades que se añaden"),
        Fate.WITHDRAWN: _("Actividades que se retiran"),
        Fate.CHANGED: _("Actividades que dicen otra cosa"),
    }
    found = [(title, _shown(comparison.activities, fate, opened)) for fate, title in titles.items()]
    return [(title, shown) for title, shown in found if shown]


def summary_words(comparison: Comparison) -> str:
    """Say in a sentence how much differs."""
    added, withdrawn, changed = (count_of(comparison.activities, fate) for fate in Fate)
    parts, objectives = len(comparison.fields), len(comparison.objectives)
    said = (
        (added, ngettext("%(n)s actividad nueva.", "%(n)s actividades nuevas.", added)),
        (withdrawn, ngettext("%(n)s retirada.", "%(n)s retiradas.", withdrawn)),
        (changed, ngettext("%(n)s dice otra cosa.", "%(n)s dicen otra cosa.", changed)),
        (objectives, ngettext("%(n)s objetivo cambia.", "%(n)s objetivos cambian.", objectives)),
        (parts, ngettext("%(n)s parte general cambia.", "%(n)s partes generales cambian.", parts)),
    )
    return " ".join(words % {"n": count} for count, words in said if count)


def _shown(found: Sequence[ActivityDifference], fate: Fate, opened: Opened) -> list[ShownActivity]:
    return [
        ShownActivity(
            one.number,
            one.text,
            activity_url(opened, one.number),
            tuple(shown_field(field) for field in one.fields),
        )
        for one in found
        if one.fate == fate
    ]


def shown_field(field: FieldDifference) -> ShownField:
    """Return a changed field with the words that are taken out and put in."""
    before, after = value_words(field.field, field.before), value_words(field.field, field.after)
    name = str(FIELD_LABELS[field.field])
    if field.field in NUMBERS:
        return ShownField(name, (Stretch(Turn.REMOVED, before), Stretch(Turn.ADDED, after)))
    return ShownField(name, _as_filed(word_differences(before, after)))


def shown_objective(field: FieldDifference) -> ShownField:
    """Return the objectives of a programme with the words that are taken out and put in."""
    before, after = value_words("", field.before), value_words("", field.after)
    name = recorded(short_programme_name(field.field))
    return ShownField(name, _as_filed(word_differences(before, after)))


def _as_filed(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Say of the words of the document which language they are in; what it leaves out is our word."""
    ours = _("(no lo dice)")
    return tuple(
        one if one.words == ours else replace(one, words=recorded(one.words)) for one in stretches
    )


def value_words(field: str, value: Value) -> str:
    """Say a value of a version; what it does not state is said too."""
    if field == "years" and isinstance(value, tuple):
        return years_words([int(year) for year in value])
    if value is None or value == () or value == "":
        return _("(no lo dice)")
    if isinstance(value, tuple):
        return "; ".join(str(item) for item in value)
    return str(value)
