"""How does every public thing present itself? What, state, next, what can I do, who answers, proof."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from minga.website.languages import foreign

SLOTS = ("path", "lead", "state", "next", "turn", "chance", "answers", "proof")


class PageHead(template.Node):
    """The six answers, always in the same order, whatever the order in the template."""

    def __init__(
        self,
        title: FilterExpression,
        slots: dict[str, NodeList],
        language: FilterExpression | None = None,
    ) -> None:
        self.title = title
        self.slots = slots
        self.language = language

    def render(self, context: template.Context) -> SafeString:
        """Render each slot in the context of the page, then the head around them."""
        filled = {
            name: mark_safe(nodes.render(context).strip())  # noqa: S308 - rendered by Django
            for name, nodes in self.slots.items()
        }
        said = {
            "title": self.title.resolve(context),
            "language": foreign(self.language.resolve(context)) if self.language else "",
        }
        return render_to_string("ui/page_head.html", {**said, **filled})


def page_head(parser: Parser, token: Token) -> PageHead:
    """Read `{% page_head title=… %}{% slot state %}…{% endslot %}…{% endpage_head %}`.

    The slots: path, lead, state, next, turn (or chance, a line that says when there will be one),
    answers, proof. `language=…` names the language of a recorded title. Raises TemplateSyntaxError
    for any other name, or without a title.
    """
    arguments = token_kwargs(token.split_contents()[1:], parser)
    if not {"title"} <= set(arguments) <= {"title", "language"}:
        raise template.TemplateSyntaxError("page_head: se espera title=…, language=… y nada más")
    return PageHead(arguments["title"], _read_slots(parser), arguments.get("language"))


def _read_slots(parser: Parser) -> dict[str, NodeList]:
    slots: dict[str, NodeList] = {}
    while True:
        parser.parse(("slot", "endpage_head"))
        token = parser.next_token()
        if token.contents == "endpage_head":
            return slots
        name = token.contents.removeprefix("slot").strip()
        if name not in SLOTS:
            raise template.TemplateSyntaxError(f"page_head: {name!r} no es una de {SLOTS}")
        slots[name] = parser.parse(("endslot",))
        parser.delete_first_token()
