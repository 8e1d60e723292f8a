"""Does a form keep what was typed, and say first what must be mended?"""

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import Settings

from minga.website.context import site_for
from minga.website.forms import FormPage, show_form
from minga.website.parts import Link, Stage
from minga.website.pieces import ExampleSearch, Pieces, example_form
from minga.website.render import render_page


class MailForm(forms.Form):
    """One question."""

    mail = forms.EmailField(label="Correo", help_text="El que lees cada día")
    origin = forms.CharField(widget=forms.HiddenInput, initial="web")


class PhotoForm(forms.Form):
    """One file."""

    photo = forms.FileField(label="Foto")


def shown(page: FormPage, rf: RequestFactory) -> tuple[int, str]:
    response = show_form(rf.post("/formulario/"), page)
    return response.status_code, response.content.decode()


def test_a_form_not_yet_sent_has_no_errors(rf: RequestFactory) -> None:
    status, html = shown(FormPage("¿A dónde te escribimos?", MailForm(), "Guardar"), rf)
    assert (status, html.count("error-summary"), html.count("csrfmiddlewaretoken")) == (200, 0, 1)


def test_a_form_with_a_mistake_keeps_what_was_typed(rf: RequestFactory) -> None:
    form = MailForm({"mail": "rosa.correo.ec"})
    status, html = shown(FormPage("¿A dónde te escribimos?", form, "Guardar"), rf)
    assert (status, html.count('value="rosa.correo.ec"')) == (422, 1)


def test_the_summary_leads_to_the_field_and_has_the_focus() -> None:
    form = example_form()
    html = Template("{% error_summary form %}").render(Context({"form": form}))
    assert re.findall(r'<a href="#([^"]+)"', html) == ["pieza-mail", "pieza-reason", "pieza-agreed"]
    assert html.count("autofocus") == 1


def test_the_summary_says_also_what_belongs_to_no_field() -> None:
    form = example_form()
    form.add_error(None, "No pudimos guardar")
    html = Template("{% error_summary form %}").render(Context({"form": form}))
    assert html.count("<li>No pudimos guardar</li>") == 1


def test_help_and_error_are_read_with_the_field() -> None:
    form = MailForm({"mail": "rosa"})
    html = Template("{% fields form %}").render(Context({"form": form}))
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert [html.count(f'id="{name}"') for name in described.group(1).split()] == [1, 1]


def test_a_hidden_field_has_no_label() -> None:
    html = Template("{% fields form %}").render(Context({"form": MailForm()}))
    assert (html.count("<label"), html.count('type="hidden"')) == (1, 1)


def test_a_form_with_a_file_is_sent_in_parts(rf: RequestFactory) -> None:
    _status, html = shown(FormPage("Sube una foto", PhotoForm(), "Subir"), rf)
    assert html.count('enctype="multipart/form-data"') == 1


def test_a_guided_form_shows_its_steps_ways_out_and_when_it_was_saved(rf: RequestFactory) -> None:
    page = FormPage(
        "¿A dónde te escribimos?",
        MailForm(),
        "Guardar y seguir",
        intro="Solo para responderte.",
        path=[Link("Participa", "/participa/")],
        here="Silla vacía",
        steps=[Stage("1. Nómbrate"), Stage("2. Sube dos papeles")],
        cancel=Link("Guardar y salir", "/salir/"),
        counter=Link("Prefiero hacerlo en ventanilla", "/ventanilla/"),
        saved_at=datetime(2022, 11, 10, 16, 42, tzinfo=UTC),
        privacy="Se borra al terminar.",
    )
    _status, html = shown(page, rf)
    expected = [
        "Solo para responderte.", "/participa/", "Silla vacía", "2. Sube dos papeles", "/salir/",
        "/ventanilla/", "Guardado a las 11:42", "Se borra al terminar.",
    ]  # fmt: skip
    assert [words for words in expected if words not in html] == []


def test_filters_keep_what_was_asked_and_say_what_was_found() -> None:
    form = ExampleSearch({"words": "mercados"}, auto_id="filtro-%s")
    source = '{% filters form "27 actividades" swap="resultados" %}'
    html = Template(source).render(Context({"form": form, "site": site_for("/piezas/")}))
    assert [html.count('value="mercados"'), html.count("27 actividades")] == [1, 1]
    assert html.count('data-hx-target="#resultados"') == 1
    assert html.count('data-hx-get="/piezas/"') == 1


class BoxedSearch(forms.Form):
    """A filter that is ticked."""

    past = forms.BooleanField(label="También los terminados", required=False)


def test_a_box_of_the_filters_stands_beside_its_words() -> None:
    source = '{% filters form "3 cuerpos" %}'
    context = Context({"form": BoxedSearch({"past": "on"}), "site": site_for("/piezas/")})
    html = Template(source).render(context)
    assert re.findall(
        r'<label class="choice">(<input type="checkbox"[^>]*>)<span>(.*?)</span>', html
    ) == [('<input type="checkbox" name="past" id="id_past" checked>', "También los terminados")]
    assert html.count("<label") == 1


def test_the_next_page_keeps_the_filters() -> None:
    query = QueryDict("palabras=mercados&pagina=2")
    html = Template("{% pages page query %}").render(
        Context({"page": Pieces().page, "query": query})
    )
    assert re.findall(r'href="([^"]+)"', html) == [
        "?palabras=mercados&amp;pagina=1",
        "?palabras=mercados&amp;pagina=3",
    ]


LIST = "<h1>Lista</h1>{% partialdef results inline %}<p>uno</p>{% endpartialdef %}"


@pytest.mark.parametrize(
    ("asked", "answered"), [("true", "<p>uno</p>"), ("false", "<h1>Lista</h1><p>uno</p>")]
)
def test_htmx_gets_only_the_part_it_asks_for(
    rf: RequestFactory, settings: Settings, asked: str, answered: str
) -> None:
    engine = settings.TEMPLATES[0]
    loaders = [("django.template.loaders.locmem.Loader", {"list.html": LIST})]
    options = {**engine["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]
    request = rf.get("/lista/", headers={"HX-Request": asked})
    response = render_page(request, "list.html", swap="results")
    assert (response.content.decode(), response.headers["Vary"]) == (answered, "HX-Request")
