"""How is a sign of the sprite shown? Icons, states, motifs and knots, always beside a word."""

from enum import StrEnum
from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.website.drawing.motifs import weave_of
from minga.website.languages import recorded


class State(StrEnum):
    """The states that a public thing can show; each has one shape and one word."""

    DONE = "done"
    MOVING = "moving"
    NOT_STARTED = "not_started"
    DELAYED = "delayed"
    STALLED = "stalled"
    UNKNOWN = "unknown"
    DENIED = "denied"
    UNSET = "unset"
    TURN = "turn"
    LIVE = "live"


STATE_WORDS = {
    State.DONE: gettext_lazy("Cumplida"),
    State.MOVING: gettext_lazy("En marcha"),
    State.NOT_STARTED: gettext_lazy("Sin empezar"),
    State.DELAYED: gettext_lazy("Atrasada"),
    State.STALLED: gettext_lazy("Detenida"),
    State.UNKNOWN: gettext_lazy("No se puede saber"),
    State.DENIED: gettext_lazy("Negada"),
    State.UNSET: gettext_lazy("Dato sin fijar"),
    State.TURN: gettext_lazy("Tu turno"),
    State.LIVE: gettext_lazy("En vivo"),
}

SMALL, NORMAL = 18, 24


@lru_cache(maxsize=512)
def sign(symbol: str, class_: str, width: int = NORMAL, height: int = NORMAL) -> SafeString:
    """Return one drawing of the sprite, silent for readers of the screen."""
    return format_html(
        '<svg class="{}" width="{}" height="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        class_,
        width,
        height,
        static("website/sprite.svg"),
        symbol,
    )


def icon(name: str) -> SafeString:
    """Return an icon; a word must follow it."""
    return sign(f"i-{name}", "icon")


def state_sign(code: str) -> SafeString:
    """Return the shape of a state without its word, for rows whose legend says it."""
    return sign(f"s-{State(code)}", f"shape st-{State(code)}")


def state(code: str, word: str = "", text: str = "") -> SafeString:
    """Return shape and word of a state, and the sentence that explains it when there is one.

    `word` replaces the usual word ("En marcha, sin forma de medirla"). Raises ValueError for a code
    that has no shape.
    """
    shape, said = state_sign(code), word or str(STATE_WORDS[State(code)])
    if text:
        return format_html(
            '<span class="state">{}<span><b>{}</b> {}</span></span>', shape, _sentence(said), text
        )
    return format_html('<span class="state">{}<b>{}</b></span>', shape, said)


def motif(number: int) -> SafeString:
    """Return the weave of programme `number` in its dye; its name must follow it."""
    weave = weave_of(number)
    turned = " mirrored" if weave.mirrored else ""
    return sign(f"m-{weave.motif}", f"motif {dye(number)}{turned}", SMALL, SMALL)


def dye(number: int) -> str:
    """Return the class of a programme's dye, for the element that holds all that is of it."""
    return f"dye-{weave_of(number).dye}"


def programme(number: int, name: str, url: str = "") -> SafeString:
    """Return weave and name of a programme as it was filed, linked when it has a page."""
    said = recorded(name)
    words = format_html('<a href="{}">{}</a>', url, said) if url else said
    return format_html(
        '<span class="programme {}">{}<span>{}</span></span>', dye(number), motif(number), words
    )


def knot(name: str) -> SafeString:
    """Return a knot of the standing cord: `tied2`, `hollow1`, `open1`."""
    turns = int(name[-1])
    return sign(f"k-{name}", "knot", 28, 9 * turns + 1)


def legal_term(word: str, meaning: str) -> SafeString:
    """Return a term of the law with its meaning one step away, without hovering."""
    return format_html(
        '<details class="term"><summary>{}<span class="vh">: {}</span></summary>{}</details>',
        word,
        _("qué quiere decir"),
        meaning,
    )


def _sentence(words: str) -> str:
    return words if words.endswith((".", ":", "?")) else f"{words}."
