"""What does the counter do for whoever forgot a password and stands there? A code for a new one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from minga.kernel import clock
from minga.people import notices
from minga.people.forms import CounterCodeForm
from minga.people.models import Person
from minga.people.pages.desk_parts import account_holder, issue
from minga.people.pages.refused import put_on_form
from minga.people.permissions import (
    CODE_ISSUING_ROLES,
    may_reset_password_of,
)
from minga.people.services.recovery import issue_password_code
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import staff_required, viewer_of
from minga.website.forms import FormPage, show_form


@sensitive_post_parameters("username")
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(roles=tuple(CODE_ISSUING_ROLES))
def counter_code(request: HttpRequest) -> HttpResponse:
    """Print a code for whoever stands there with their document."""
    form = CounterCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return password_code(request, account_holder(form.cleaned_data["username"]))
        except PeopleRefused as refusal:
            put_on_form(form, refusal, {"no-account": "username"})
    page = FormPage(
        title=_("Código para contraseña nueva"),
        intro=_("Para quien olvidó su contraseña y está delante de ti con su documento."),
        form=form,
        submit=_("Imprimir el código"),
        privacy=notices.COUNTER_CODE.text,
    )
    return show_form(request, page)


def password_code(request: HttpRequest, person: Person) -> HttpResponse:
    """Print a code for a new password at once; raises PermissionDenied where it must be asked for."""
    viewer = viewer_of(request)
    staff = viewer.person
    if staff is None or not may_reset_password_of(viewer, person, viewer.on):
        raise PermissionDenied
    return issue(
        request,
        person,
        lambda: issue_password_code(person=person, at=clock.now(), by=staff),
        "people:password-by-code",
    )
