"""How does a page ask? One question at a time, errors first, what was typed kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from minga.website.parts import Link, Stage
from minga.website.render import render_page


@dataclass(frozen=True)
class FormPage:
    """A page with one form.

    `submit` is the verb of its one button; `cancel` the way out; `counter` where the same is done in
    person ("Prefiero hacerlo en ventanilla"); `privacy` says what happens with the data.
    """

    title: str
    form: BaseForm
    submit: str
    intro: str = ""
    path: Sequence[Link] = ()
    here: str = ""
    steps: Sequence[Stage] = ()
    cancel: Link | None = None
    counter: Link | None = None
    saved_at: datetime | None = None
    privacy: str = ""

    @property
    def takes_files(self) -> bool:
        """Whether the form must be sent in parts."""
        return self.form.is_multipart()


def show_form(
    request: HttpRequest, page: FormPage, template: str = "website/form_page.html"
) -> HttpResponse:
    """Render the form; with status 422 when what was sent must be mended."""
    return render_page(request, template, {"page": page}, status=422 if page.form.errors else 200)
