"""What may other contexts use of `website`?"""

from minga.website.context import MenuEntry, Site, site_for
from minga.website.dates import (
    capitalized,
    days_left,
    long_date,
    plain_date,
    short_date,
    weekday_date,
)
from minga.website.drawing.charts import Bar
from minga.website.drawing.khipu import HangingCord, Khipu, Programme
from minga.website.drawing.motifs import Weave, weave_of
from minga.website.drawing.progress import Measured, ProgressCord
from minga.website.drawing.rows import Mark, RowCord, Span
from minga.website.drawing.tiles import Tile
from minga.website.forms import FormPage, show_form
from minga.website.marks import STATE_WORDS, State
from minga.website.numbers import file_size, money, number, percent
from minga.website.panels import SITE, Panel, fill, install
from minga.website.parts import (
    Cell,
    Column,
    Evidence,
    Knot,
    Link,
    Progress,
    Stage,
    Table,
    Turn,
    YearCount,
)
from minga.website.render import render_page

__all__ = [
    "SITE",
    "STATE_WORDS",
    "Bar",
    "Cell",
    "Column",
    "Evidence",
    "FormPage",
    "HangingCord",
    "Khipu",
    "Knot",
    "Link",
    "Mark",
    "Measured",
    "MenuEntry",
    "Panel",
    "Programme",
    "Progress",
    "ProgressCord",
    "RowCord",
    "Site",
    "Span",
    "Stage",
    "State",
    "Table",
    "Tile",
    "Turn",
    "Weave",
    "YearCount",
    "capitalized",
    "days_left",
    "file_size",
    "fill",
    "install",
    "long_date",
    "money",
    "number",
    "percent",
    "plain_date",
    "render_page",
    "short_date",
    "show_form",
    "site_for",
    "weave_of",
    "weekday_date",
]
