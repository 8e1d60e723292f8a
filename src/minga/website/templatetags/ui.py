"""Which words may a template use to draw the site? Every component of the design, one tag each."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from minga.kernel.weeks import Week
from minga.website import dates, languages, marks, numbers
from minga.website.deadlines import deadline_weeks
from minga.website.drawing.charts import Bar, bar_drawing, pills_drawing, weave_drawing
from minga.website.drawing.khipu import Khipu, khipu_drawing, khipu_years
from minga.website.drawing.progress import LooseCord, ProgressCord, loose_drawing, progress_drawing
from minga.website.drawing.rows import (
    RowCord,
    Span,
    legend_end,
    legend_sign,
    legend_today,
    row_cord,
)
from minga.website.drawing.tiles import Tile, tile_map
from minga.website.page_head import page_head
from minga.website.panels import fill
from minga.website.parts import Knot, Stage, Table, Turn, YearCount, cord_of
from minga.website.weaving import weave_band, year_names

register = template.Library()

# Words for days and quantities
register.filter("long_date", dates.long_date)
register.filter("weekday_date", dates.weekday_date)
register.filter("plain_date", dates.plain_date)
register.filter("short_date", dates.short_date)
register.filter("days_left", dates.days_left)
register.filter("capitalized", dates.capitalized)
register.filter("number", numbers.number)
register.filter("money", numbers.money)
register.filter("percent", numbers.percent)
register.filter("file_size", numbers.file_size)
register.filter("recorded", languages.recorded)
register.filter("dye", marks.dye)

# Signs of the sprite
register.simple_tag(marks.icon)
register.simple_tag(marks.state)
register.simple_tag(marks.state_sign)
register.simple_tag(marks.motif)
register.simple_tag(marks.programme)
register.simple_tag(marks.legal_term)
register.simple_tag(marks.knot, name="knot_sign")
register.simple_tag(weave_band, name="weave")

# `{% page_head title="…" %}{% slot state %}…{% endslot %}…{% endpage_head %}`
register.tag("page_head", page_head)


# Around the content


@register.inclusion_tag("ui/path.html")
def path(*steps: str) -> dict[str, Any]:
    """Draw the path: name and address in turn, the page itself last, without an address."""
    names, urls = steps[::2], steps[1::2]
    return {
        "links": list(zip(names, urls, strict=False)),
        "here": names[-1] if len(steps) % 2 else "",
    }


@register.simple_block_tag
def section(content: str, title: str, id: str = "", level: int = 2) -> SafeString:
    """Draw a section under a thick rule; `level` 3 inside another one."""
    return _rendered("ui/section.html", title=title, id=id, level=level, content=content)


@register.simple_block_tag
def fact(content: str, name: str) -> SafeString:
    """Draw one line of a list of facts; stands inside `<dl class="facts">`."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", name, content)


@register.simple_block_tag
def turn(
    content: str,
    action: str = "",
    url: str = "",
    more: str = "",
    more_url: str = "",
    level: int = 2,
) -> SafeString:
    """Draw the yellow block: what the reader can do now, one button, at most one more link."""
    return _rendered(
        "ui/turn.html", content=content, action=action, url=url, more=more, more_url=more_url,
        level=level,
    )  # fmt: skip


@register.inclusion_tag("ui/turns.html")
def turns(items: Sequence[Turn], intro: str = "") -> dict[str, Any]:
    """Draw the yellow list of the front page: three at most, what closes first on top."""
    return {"items": list(items)[:3], "intro": intro}


@register.inclusion_tag("ui/share.html", takes_context=True)
def share(
    context: Context,
    follow: str = "",
    download: str = "",
    download_name: str = "CSV",
    printed: str = "",
    topic: str = "",
    search: bool = False,
) -> dict[str, Any]:
    """Draw the row Seguir, Por mensaje, Compartir, Descargar, Imprimir; what has no address is left out.

    `topic` names what the page shows (`case:GES-2026-00001`) and finds its address of "Seguir";
    `search` does so for a list with the filters in force, which must have a feed beside it.
    Compartir and printing need the browser's script; `printed` is the address of a document instead.
    """
    here = context["request"].get_full_path() if search else context["site"].path
    wanted = f"search:{here}" if search else topic
    found = fill("follow", [wanted])[wanted] if wanted else []
    return {
        "follow": follow or next(iter(found), ""),
        "message": f"{reverse('website:share')}?{urlencode({'de': here}, safe='/')}",
        "download": download, "download_name": download_name, "printed": printed,
    }  # fmt: skip


@register.inclusion_tag("ui/data_links.html")
def data_links(csv: str = "", json: str = "", feed: str = "") -> dict[str, Any]:
    """Draw the words .csv .json feed at the end of a list."""
    return {"csv": csv, "json": json, "feed": feed}


@register.simple_tag
def button(text: str, url: str = "", style: str = "", icon: str = "", name: str = "") -> SafeString:
    """Draw a link or submit button; style "" is ink (one per view), "line" is outlined, "today" yellow."""
    class_ = f"btn {style}".strip()
    sign = marks.icon(icon) if icon else ""
    if url:
        return format_html('<a class="{}" href="{}">{}{}</a>', class_, url, sign, text)
    named = format_html(' name="{}"', name) if name else ""
    return format_html(
        '<button type="submit" class="{}"{}>{}{}</button>', class_, named, sign, text
    )


# Time


@register.inclusion_tag("ui/cord.html")
def cord(acts: Sequence[Knot], today: date, order_url: str = "") -> dict[str, Any]:
    """Draw the acts on the cord of time; `order_url` opens the same in the order they happened."""
    return {"cord": cord_of(acts, today), "order_url": order_url, "today": today}


@register.inclusion_tag("ui/lying_cord.html")
def lying_cord(stages: Sequence[Stage], label: str) -> dict[str, Any]:
    """Draw a procedure of known stages, or the steps of a form; upright on a phone."""
    return {"stages": stages, "label": label}


@register.inclusion_tag("ui/deadline.html")
def deadline(
    weeks: Sequence[Week], explanation: str, legal_basis: str = "", start_word: str = ""
) -> dict[str, Any]:
    """Draw "Por qué ese día": the weeks of a term, the sentence that says the same, the article."""
    return {
        "weeks": deadline_weeks(weeks, start_word or _("empieza")),
        "day_names": dates.weekday_names(),
        "explanation": explanation,
        "legal_basis": legal_basis,
    }


# What is promised, and how far it is


@register.inclusion_tag("ui/row_cord.html", name="row_cord")
def row_cord_tag(row: RowCord, dye: int = 0) -> dict[str, Any]:
    """Draw an activity through the years in the dye of its programme, with the same in words."""
    return {"row": row, "dye": dye, "drawing": _drawn(row_cord(row))}


@register.inclusion_tag("ui/plan_legend.html")
def plan_legend() -> dict[str, Any]:
    """Draw what the signs of the rows mean, once above them."""
    return {
        "one": _drawn(legend_sign(1)),
        "three": _drawn(legend_sign(3)),
        "bare": _drawn(legend_sign(0)),
        "loose": _drawn(legend_end()),
        "today": _drawn(legend_today()),
    }


@register.inclusion_tag("ui/year_row.html")
def year_row(span: Span) -> dict[str, Any]:
    """Draw the heads of the columns over the rows of a plan; on a phone each row speaks alone."""
    return {"years": year_names(span.years)}


@register.inclusion_tag("ui/khipu.html")
def khipu(plan: Khipu, table_url: str = "") -> dict[str, Any]:
    """Draw the whole plan as hanging cords; `table_url` opens the same as a table."""
    years = year_names(plan.span.years)
    return {
        "years": _drawn(khipu_years(plan, years, _("Hoy"))),
        "cords": _drawn(khipu_drawing(plan)),
        "plan": plan,
        "table_url": table_url,
    }


@register.inclusion_tag("ui/progress.html")
def progress(measures: ProgressCord, words: str) -> dict[str, Any]:
    """Draw measurements between baseline and target; `words` is the sentence that says the same."""
    return {"cord": measures, "words": words, "drawing": _drawn(progress_drawing(measures))}


@register.inclusion_tag("ui/loose_cord.html")
def loose_cord(
    span: Span,
    today: date,
    reason: str,
    ask_url: str = "",
    asked: int = 0,
    baseline: str = "",
    target: str = "",
) -> dict[str, Any]:
    """Draw "No se puede saber" with its reason, and the way to ask that it be fixed."""
    drawn = LooseCord(span, today, year_names(span.years), _("hoy"))
    return {
        "reason": reason, "ask_url": ask_url, "asked": asked, "baseline": baseline, "target": target,
        "drawing": _drawn(loose_drawing(drawn)),
    }  # fmt: skip


@register.inclusion_tag("ui/acts_per_year.html")
def acts_per_year(years: Sequence[YearCount], dye: int = 0) -> dict[str, Any]:
    """Draw one pill per act over each year: what can be counted where progress cannot be known."""
    drawn = [(year, _drawn(pills_drawing(year.count))) for year in years]
    return {"years": drawn, "dye": dye}


# Quantities and places


@register.simple_tag
def weave_of_100(filled: int, gap: int = 0) -> SafeString:
    """Draw a share of a hundred people or dwellings as a weave; its sentence stands beside it."""
    return _drawn(weave_drawing(filled, gap))


@register.inclusion_tag("ui/bars.html")
def bars(rows: Sequence[Bar], title: str, compared_name: str = "") -> dict[str, Any]:
    """Draw bars from zero as a table; a missing value is a dashed box with its reason."""
    values = [value for row in rows for value in (row.value, row.compared) if value is not None]
    top = max(values, default=Decimal(1))
    drawn = [(row, _drawn(bar_drawing(row, top))) for row in rows]
    return {"rows": drawn, "title": title, "compared_name": compared_name}


@register.simple_tag(name="tile_map")
def tile_map_tag(tiles: Sequence[Tile], label: str) -> SafeString:
    """Draw the map of equal tiles, each a link with its name and value as text."""
    return _drawn(tile_map(tiles, label))


# Lists and tables


@register.inclusion_tag("ui/table.html")
def data_table(table: Table) -> dict[str, Any]:
    """Draw a table whose rows become labelled lines on a phone."""
    return {"table": table, "rows": table.labelled()}


@register.inclusion_tag("ui/filters.html", takes_context=True)
def filters(context: Context, form: BaseForm, found: str, swap: str = "") -> dict[str, Any]:
    """Draw the filters of a list above it, and how many were found, in words.

    With `swap`, htmx replaces the element of that id while typing; without it a plain GET form.
    The address is written out: htmx reads an empty one with the filters that are in force already.
    """
    return {"form": form, "found": found, "swap": swap, "here": context["site"].path}


@register.inclusion_tag("ui/pages.html")
def pages(page: Page[Any], query: QueryDict) -> dict[str, Any]:
    """Draw the way to the next and the previous page of a list, the filters kept."""
    return {"page": page, "kept": _query_without_page(query)}


@register.simple_tag
def nothing_yet(text: str, link: str = "", url: str = "") -> SafeString:
    """Draw an empty state: a sentence that invites, and the way to be the first."""
    return _rendered("ui/nothing_yet.html", text=text, link=link, url=url)


@register.simple_tag
def missing(name: str, text: str = "", link: str = "", url: str = "") -> SafeString:
    """Draw a missing value: its name in bold, what is not known, the way to ask for it."""
    return _rendered("ui/missing.html", name=name, text=text, link=link, url=url)


# Forms


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm, *, focus: bool = True) -> dict[str, Any]:
    """Draw what must be mended, first on the page and in focus, each a link to its field."""
    wrong = [field for field in form if field.errors]
    return {"form": form, "fields": wrong, "focus": focus}


@register.inclusion_tag("ui/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Draw all fields of a form: label, help, error, control; hidden fields last.

    Those that the form names in `folded` wait behind a word, open when one of them is wrong.
    """
    names = getattr(form, "folded", ())
    visible = form.visible_fields()
    folded = [field for field in visible if field.name in names]
    return {
        "form": form,
        "shown": [field for field in visible if field.name not in names],
        "folded": folded,
        "folded_wrong": any(field.errors for field in folded),
    }


def _rendered(template_name: str, **context: Any) -> SafeString:
    return render_to_string(template_name, context)


def _drawn(svg: str) -> SafeString:
    """Trust a drawing: `drawing.svg` escapes every word and value it is given."""
    return mark_safe(svg)  # noqa: S308 - escaped where it is written


def _query_without_page(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("pagina", None)
    return kept.urlencode()
