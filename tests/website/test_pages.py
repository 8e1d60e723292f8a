"""Does every piece render, in both languages, without a database, under the strict policy?"""

import json
import re
from decimal import Decimal
from html import unescape
from itertools import pairwise

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from pytest_django import Settings

from minga.website import pages
from minga.website.drawing.charts import Bar
from minga.website.drawing.sprite import sprite
from minga.website.marks import legal_term, programme, state
from minga.website.templatetags.ui import register
from minga.website.weaving import weave_band, year_names
from tests.website.colours import STATIC

PIECES = (STATIC.parents[1] / "templates" / "website" / "pieces.html").read_text(encoding="utf-8")
INSIDE_OTHERS = {"knot_sign", "motif", "state_sign"}


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.fixture
def page(client: Client) -> str:
    """The page of pieces; without the mark `django_db`, a query would fail the test."""
    return client.get("/piezas/").content.decode()


def test_every_tag_is_shown_on_the_page_of_pieces() -> None:
    used = set(re.findall(r"\{%\s+(\w+)", PIECES))
    assert sorted(set(register.tags) - used - INSIDE_OTHERS) == []


def test_the_page_answers_in_both_languages(client: Client) -> None:
    titles = [
        re.search(r'<html lang="([^"]+)"', client.get(path).content.decode())
        for path in ("/piezas/", "/en/piezas/")
    ]
    assert [title.group(1) for title in titles if title] == ["es-EC", "en"]


def test_the_page_has_one_heading_of_first_rank_and_no_gap_below(page: str) -> None:
    ranks = [int(rank) for rank in re.findall(r"<h([1-6])", page)]
    assert ranks.count(1) == 1
    assert [after for before, after in pairwise(ranks) if after > before + 1] == []


def test_no_style_and_no_script_is_written_into_the_page(page: str) -> None:
    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page) == []


def test_everything_comes_from_our_own_host(page: str) -> None:
    sources = re.findall(r'(?:src|href)="([^"#?]*)', page)
    outside = [one for one in sources if one and not one.startswith(("/", "http://127.0.0.1:8000"))]
    assert outside == []


def test_every_sign_of_the_page_is_in_the_sprite(page: str) -> None:
    used = set(re.findall(r"sprite\.svg#([\w-]+)", page))
    there = set(re.findall(r'id="([\w-]+)"', sprite()))
    assert sorted(used - there) == []


def test_no_identifier_is_used_twice(page: str) -> None:
    names = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_demonstration_is_marked_and_nothing_else_is(
    client: Client, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    assert client.get("/piezas/").content.decode().count('class="demonstration"') == 1
    settings.DEMONSTRATION = False
    assert client.get("/piezas/").content.decode().count('class="demonstration"') == 0


def test_a_page_sets_no_cookie(client: Client) -> None:
    assert client.get("/piezas/").cookies == {}


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [("/no-hay/", 404, "Aquí no hay nada"), ("/falla/", 500, "Algo falló de nuestro lado")],
)
def test_a_failure_has_a_calm_page_of_its_own(
    client: Client, path: str, status: int, title: str
) -> None:
    client.raise_request_exception = False
    response = client.get(path)
    assert response.status_code == status
    assert re.findall(r"<h1>(.*?)</h1>", response.content.decode()) == [title]


def test_each_refusal_has_its_status_and_its_words(rf: RequestFactory) -> None:
    request = rf.get("/")
    refusals = [
        pages.bad_request(request),
        pages.permission_denied(request),
        pages.csrf_failure(request, "token missing"),
    ]
    assert [
        (one.status_code, *re.findall(r"<h1>(.*?)</h1>", one.content.decode())) for one in refusals
    ] == [
        (400, "No entendimos el pedido"),
        (403, "Esta puerta no está abierta para ti"),
        (403, "El formulario se venció"),
    ]


def test_the_head_keeps_its_order_whatever_the_order_of_the_slots() -> None:
    head = rendered(
        '{% page_head title="Título" %}{% slot proof %}prueba{% endslot %}'
        "{% slot next %}sigue{% endslot %}{% slot answers %}responde{% endslot %}"
        "{% slot turn %}turno{% endslot %}{% slot state %}estado{% endslot %}{% endpage_head %}"
    )
    order = ["Título", "estado", "sigue", "turno", "responde", "prueba"]
    assert sorted(order, key=head.index) == order


def test_when_nothing_is_open_the_head_says_when_it_will_be() -> None:
    source = (
        '{% page_head title="T" %}{% slot turn %}{% if open %}Vota{% endif %}{% endslot %}'
        "{% slot chance %}En noviembre{% endslot %}{% endpage_head %}"
    )
    closed, opened = rendered(source), rendered(source, open=True)
    assert ("En noviembre" in closed, "En noviembre" in opened) == (True, False)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{% page_head %}{% endpage_head %}", "se espera title"),
        ('{% page_head title="T" color="red" %}{% endpage_head %}', "se espera title"),
        ('{% page_head title="T" %}{% slot colour %}{% endslot %}{% endpage_head %}', "colour"),
    ],
)
def test_a_head_that_is_written_wrongly_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=complaint):
        Template(source)


def test_a_title_is_escaped() -> None:
    head = rendered("{% page_head title=title %}{% endpage_head %}", title="<b>Uno</b>")
    assert "&lt;b&gt;Uno&lt;/b&gt;" in head


def test_a_state_always_has_its_word() -> None:
    assert state("delayed").endswith("<b>Atrasada</b></span>")
    assert state("moving", "En marcha, sin forma de medirla", "Hay 9 hechos.").endswith(
        "<b>En marcha, sin forma de medirla.</b> Hay 9 hechos.</span></span>"
    )


def test_a_state_without_a_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="purple"):
        state("purple")


def test_words_of_a_state_are_escaped() -> None:
    assert "<script>" not in state("done", "<script>", "<script>")


def test_a_programme_has_its_weave_and_its_name() -> None:
    assert programme(2, "Económico", "/p/").count("m-2") == 1
    assert programme(2, "<i>").endswith("<span>&lt;i&gt;</span></span>")


def test_a_legal_term_says_its_meaning_without_hovering() -> None:
    assert legal_term("término", "días hábiles").endswith("</summary>días hábiles</details>")


@pytest.mark.parametrize(("programmes", "of"), [((), 0), ((2,), 0), ((), 5), ((), 9)])
def test_the_band_always_has_its_fifty_six_motifs(programmes: tuple[int, ...], of: int) -> None:
    band = weave_band(*programmes, of=of)
    assert [band.count("<use"), band.count('class="m"'), band.count('class="l"')] == [56, 21, 14]


def test_the_band_of_a_whole_plan_has_all_its_programmes() -> None:
    assert set(re.findall(r"#m-(\d)", weave_band(of=5))) == {"1", "2", "3", "4", "5"}


def test_many_years_are_only_numbers() -> None:
    assert year_names(2) == ["Año 1", "Año 2"]
    assert year_names(8) == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_an_empty_list_of_turns_is_not_drawn() -> None:
    assert rendered("{% turns items %}", items=[]).strip() == ""


def test_a_missing_value_among_bars_is_a_box_with_its_reason() -> None:
    rows = [Bar("2024", None, "sin dato publicado"), Bar("2025", Decimal(22), "22", Decimal(30))]
    html = rendered('{% bars rows "Dólares" "promedio" %}', rows=rows)
    assert re.findall(r'<span class="(\w+)">(.*?)</span>', html) == [
        ("missing", "sin dato publicado"),
        ("vh", "22 (promedio: 30)"),
    ]


def test_htmx_may_neither_write_styles_nor_evaluate_text() -> None:
    html = rendered('{% include "website/_htmx.html" %}')
    (config,) = re.findall(r'<meta name="htmx-config" content="([^"]+)">', html)
    assert json.loads(unescape(config)) == {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "historyRestoreAsHxRequest": False,
    }
    assert re.findall(r'<script src="([^"]+)"', html) == ["/estatico/django_htmx/htmx-2.min.js"]


def test_a_page_that_does_not_ask_for_htmx_does_not_load_it(page: str) -> None:
    assert re.findall(r'<script src="/estatico/([^"]+)"', page) == [
        "website/theme.js",
        "website/minga.js",
    ]
