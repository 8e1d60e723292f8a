"""How is one SVG element written? Text escaped, positions as attributes, colours by class."""

from functools import cache, lru_cache
from html import escape

type Value = str | int | float | None


def element(name: str, *content: str, **attributes: Value) -> str:
    """Return one element; `content` is SVG already, attributes without value are left out.

    Names are written as Python allows: `class_` is class, `stroke_width` is stroke-width.
    """
    written = "".join(
        [
            f' {_name(key)}="{_escaped(value) if isinstance(value, str) else _number(value)}"'
            for key, value in attributes.items()
            if value is not None and value != ""
        ]
    )
    inside = "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def text(words: str, **attributes: Value) -> str:
    """Return a text element, its words escaped."""
    return element("text", escape(words), **attributes)


def percent_of(value: float, whole: float) -> str:
    """Return where `value` lies on a line of length `whole`, as "34.2%", kept on the line."""
    share = 0.0 if whole <= 0 else min(max(value / whole, 0.0), 1.0)
    return percentage(share)


def percentage(share: float) -> str:
    """Return a share of one as "34.2%"."""
    return f"{_number(round(share * 100, 2))}%"


def picture(*content: str, height: int, class_: str, width: str = "100%") -> str:
    """Return a drawing that stretches with the page and that readers of the screen skip."""
    return element("svg", *content, class_=class_, width=width, height=height, aria_hidden="true")


# a drawing of a plan writes thousands of elements with a few names, classes and places
_escaped = lru_cache(maxsize=2048)(escape)


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _number(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
