"""It is true that a text is said in its own language, and that its own page gains nothing."""

import pytest
from django.template import Context, Template
from django.utils import translation

from minga.website.languages import recorded


@pytest.mark.parametrize(
    ("page", "language", "said"),
    [
        ("es", "es", "Ferias & más"),
        ("en", "es", '<span lang="es">Ferias &amp; más</span>'),
        ("es", "qu", '<span lang="qu">Ferias &amp; más</span>'),
        ("en", "en", "Ferias & más"),
        ("en", "", "Ferias & más"),
    ],
)
def test_a_text_says_its_language_where_the_page_speaks_another(
    page: str, language: str, said: str
) -> None:
    with translation.override(page):
        assert recorded("Ferias & más", language) == said


def test_no_text_has_no_language() -> None:
    with translation.override("en"):
        assert recorded("") == ""


@pytest.mark.parametrize(
    ("page", "heading"), [("es", "<h1>Ferias</h1>"), ("en", '<h1 lang="es">Ferias</h1>')]
)
def test_a_recorded_title_says_its_language(page: str, heading: str) -> None:
    template = Template('{% page_head title="Ferias" language="es" %}{% endpage_head %}')
    with translation.override(page):
        assert heading in template.render(Context())
