"""How does the candidate promise to render accounts, by which means and how often?"""

import re
from collections.abc import Iterator, Sequence

from minga.plan.reading.blocks import Block, Paragraph, Row
from minga.plan.reading.column_names import Role
from minga.plan.reading.columns import Header, recognise
from minga.plan.reading.document import Mechanism
from minga.plan.reading.headings import Section, is_heading, section_of
from minga.plan.reading.tables import Placed
from minga.plan.reading.wording import (
    fold,
    is_empty,
    is_unreadable,
    one_line,
    split_list,
    without_bullet,
)


def read_table(placed: Placed) -> list[Mechanism]:
    """The mechanisms of one table; a blank mechanism adds tools to the one above."""
    if placed.header is None:
        return []
    found: list[Mechanism] = []
    rows = placed.table.rows
    for index in range(placed.start, len(rows)):
        if recognise(rows, index):
            continue
        read = _mechanism(rows[index], placed.header)
        if read.mechanism and not _is_merged(rows[index], placed.header):
            found.append(read)
        elif found and (read.tools or read.frequency):
            found[-1] = _joined(found[-1], read)
    return found


def _mechanism(row: Row, header: Header) -> Mechanism:
    return Mechanism(
        _value(row, _name_column(header)),
        _tools(row, header.position(Role.TOOLS)),
        _value(row, header.position(Role.TIME)),
    )


def _name_column(header: Header) -> int | None:
    for role in (Role.MECHANISM, Role.ACTIVITY, Role.STRATEGY, Role.EVALUATION):
        if (position := header.position(role)) is not None:
            return position
    return next((i for i, c in enumerate(header.columns) if c.role is None), None)


def _value(row: Row, position: int | None) -> str:
    if position is None or position >= len(row):
        return ""
    text = one_line(row[position].text)
    return "" if is_empty(text) or is_unreadable(text) else text


def _tools(row: Row, position: int | None) -> tuple[str, ...]:
    return split_list(row[position].text) if position is not None and position < len(row) else ()


def _is_merged(row: Row, header: Header) -> bool:
    position = _name_column(header)
    return position is not None and position < len(row) and row[position].down


def _joined(held: Mechanism, more: Mechanism) -> Mechanism:
    tools = held.tools + tuple(tool for tool in more.tools if tool not in held.tools)
    return Mechanism(held.mechanism, tools, held.frequency or more.frequency)


def read_list(blocks: Sequence[Block]) -> list[Mechanism]:
    """Mechanisms listed under the heading of accountability where no table states them."""
    return [Mechanism(without_bullet(one_line(p.text)).rstrip(" ;.")) for p in _listed(blocks)]


def _listed(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    inside = False
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        section = None if block.listed and not inside else section_of(block.text)
        if section is not None:
            inside = section is Section.ACCOUNTABILITY
        elif inside and block.listed and not re.search(r":\s*$", block.text):
            yield block
        elif inside and block.level is not None and is_heading(block):
            inside = bool(re.search(r"cuentas", fold(block.text)))
