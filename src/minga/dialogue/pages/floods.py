"""How is a flood handled at once? Choose what belongs to it, see exactly that, apply, undo."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from minga.dialogue.forms import ConfirmForm
from minga.dialogue.models import ModerationBatch
from minga.dialogue.moderation_forms import ApplyForm, FloodForm
from minga.dialogue.pages.moderating import FORMS, MODERATORS, contribution_to_moderate, kind_words
from minga.dialogue.pages.seats import attempt, done, person_at, sent
from minga.dialogue.queries.moderation import flood
from minga.dialogue.services.batch import hide_batch, undo_batch
from minga.kernel import clock
from minga.people.public import staff_required
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link
from minga.website.render import render_page

MOST_AT_ONCE = 2000


@require_http_methods(FORMS)
@staff_required(roles=MODERATORS)
def flood_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what belongs to the flood of which one is known, and see it before anything happens."""
    like = contribution_to_moderate(pk)
    form = FloodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = list(flood(form.search(like))[:MOST_AT_ONCE])
        chosen = ",".join(str(one.pk) for one in found)
        apply = ApplyForm(initial={"chosen": chosen, "rule": form.cleaned_data["rule"]})
        context = {
            "page": _page(_("Esto es lo que se ocultará"), apply, _("Ocultar todo esto")),
            "items": [(one, kind_words(one)) for one in found],
            "found": _found(len(found)),
            "pk": pk,
        }
        return render_page(request, "dialogue/flood_preview.html", context)
    page = _page(_("Una avalancha"), form, _("Ver qué se ocultaría"), like.text)
    return show_form(request, page)


def _found(count: int) -> str:
    if not count:
        return _("Nada coincide. Vuelve y elige otra cosa.")
    return ngettext("%(n)s aporte", "%(n)s aportes", count) % {"n": count}


@require_http_methods(FORMS)
@staff_required(roles=MODERATORS)
def flood_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide exactly what the preview listed."""
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hidden = attempt(
            form,
            lambda: hide_batch(
                contribution_ids=form.ids(),
                rule=form.broken(),
                by=person_at(request),
                at=clock.now(),
            ),
        )
        if hidden is not None:
            return HttpResponseRedirect(reverse("dialogue:moderation-desk"))
        return show_form(request, _page(_("No se ocultó nada"), form, _("Intentar otra vez")))
    return HttpResponseRedirect(reverse("dialogue:flood-new", args=(pk,)))


@require_http_methods(FORMS)
@staff_required(roles=MODERATORS)
def flood_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show again what a batch hid."""
    batch = ModerationBatch.objects.filter(pk=pk).first()
    if batch is None:
        raise Http404
    form = ConfirmForm(sent(request))

    def undo() -> None:
        undo_batch(batch=batch, by=person_at(request), at=clock.now())

    if request.method == "POST" and form.is_valid() and done(form, undo):
        return HttpResponseRedirect(reverse("dialogue:moderation-desk"))
    intro = _("Se muestra de nuevo lo que se ocultó de una vez y nadie decidió después.")
    return show_form(request, _page(_("Deshaz lo que se ocultó"), form, _("Deshacer"), intro))


def _page(
    title: str, form: FloodForm | ApplyForm | ConfirmForm, submit: str, intro: str = ""
) -> FormPage:
    desk = Link(_("Moderación"), reverse("dialogue:moderation-desk"))
    return FormPage(
        title=title,
        form=form,
        submit=submit,
        intro=intro,
        path=(Link(_("Despacho"), reverse("record:desk")), desk),
        here=title,
        cancel=Link(_("Volver sin ocultar"), desk.url),
    )
