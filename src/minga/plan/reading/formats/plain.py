"""What do a text or Markdown file hold? Tab and pipe tables, headings, lists and prose."""

import re
from collections.abc import Iterator

from minga.plan.reading.blocks import Block, Paragraph, Row, Table, plain_row
from minga.plan.reading.grid import split_grid
from minga.plan.reading.wording import clean, is_listed

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{3,})\s*$")
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$")
_GRID_RULE = re.compile(r"^\s*\+[-=+]+\+\s*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SOFT_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_MOST_JOINED = 50
_FOLDED = 60  # signs: shorter lines were ended on purpose


def read_plain(text: str) -> tuple[Block, ...]:
    """The blocks of a .txt or .md file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(_blocks(list(_unfolded(lines))))


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Join what an editor folded at its margin: a long line that runs on in small letters."""
    held: str | None = None
    for line in lines:
        if held is not None and _runs_on(held, line):
            held = f"{held.rstrip()} {line.strip()}"
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _runs_on(line: str, following: str) -> bool:
    long = len(line) >= _FOLDED and not line.rstrip().endswith((".", ":", ";"))
    plain = not any(sign in line + following for sign in "\t|") and "  " not in following.strip()
    return long and plain and following.strip()[:1].islower() and not is_listed(following)


def _blocks(lines: list[str]) -> Iterator[Block]:
    index = 0
    while index < len(lines):
        if _is_tabbed(lines[index]):
            end = _end_of_tabs(lines, index)
            yield from split_grid(_tab_rows(lines[index:end]))
        elif _is_piped(lines, index):
            end = _end_of_pipes(lines, index)
            yield Table(tuple(_pipe_rows(lines[index:end])))
        elif _is_underlined(lines, index):
            end = index + 2
            level = 1 if lines[index + 1].strip().startswith("=") else 2
            yield Paragraph(_inline(lines[index]), level)
        else:
            end = index + 1
            yield from read_line(lines[index])
        index = end


def read_line(line: str) -> Iterator[Paragraph]:
    """A line of prose: a heading, an item or a paragraph; nothing when it is blank."""
    if heading := _HEADING.match(line):
        yield Paragraph(_inline(heading[2]), len(heading[1]))
    elif text := _inline(line):
        yield Paragraph(text, listed=is_listed(text))


def _inline(text: str) -> str:
    """Prose without Markdown emphasis."""
    bare = _SOFT_EMPHASIS.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    return clean(bare.removeprefix("> ").replace("\\|", "|").replace("\\*", "*"))


def _is_underlined(lines: list[str], index: int) -> bool:
    return (
        bool(lines[index].strip())
        and index + 1 < len(lines)
        and bool(_UNDERLINE.match(lines[index + 1]))
        and not is_listed(lines[index])
    )


def _is_tabbed(line: str) -> bool:
    """A tab that separates, not one that only indents."""
    return "\t" in line.strip()


def _end_of_tabs(lines: list[str], start: int) -> int:
    end = start + 1
    while end < len(lines) and ("\t" in lines[end] or _is_gap(lines, end)):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def _is_gap(lines: list[str], index: int) -> bool:
    """A single blank line between two rows of tabs, or the rest of a quoted cell."""
    return not lines[index].strip() and index + 1 < len(lines) and _is_tabbed(lines[index + 1])


def _tab_rows(lines: list[str]) -> Iterator[Row]:
    for line in _with_quoted_breaks(lines):
        yield plain_row([clean(_unquoted(cell)) for cell in line.split("\t")])


def _with_quoted_breaks(lines: list[str]) -> Iterator[str]:
    """Join the lines of a cell that a spreadsheet quoted because it holds line breaks."""
    index = 0
    while index < len(lines):
        end = index + 1
        while end < min(len(lines), index + _MOST_JOINED) and _is_open(lines[index:end]):
            end += 1
        if _is_open(lines[index:end]):
            end = index + 1
        yield "\n".join(lines[index:end])
        index = end


def _is_open(lines: list[str]) -> bool:
    text = "\n".join(lines)
    return bool(re.search(r'(?:^|\t)"[^"\t]*$', text))


_QUOTED_FOR = ("\n", '""', ",", ";")


def _unquoted(cell: str) -> str:
    """A cell without the quotation marks a spreadsheet put around it, and only those."""
    bare = cell.strip()
    quoted = len(bare) > 1 and bare[0] == bare[-1] == '"'
    if quoted and any(sign in bare[1:-1] for sign in _QUOTED_FOR):
        return bare[1:-1].replace('""', '"')
    return cell


def has_pipe_table(text: str) -> bool:
    """Whether the text holds a Markdown table, told by its rule of dashes."""
    return any("-" in line and "|" in line and _PIPE_RULE.match(line) for line in text.split("\n"))


def _is_piped(lines: list[str], index: int) -> bool:
    """A Markdown table: piped lines and a rule of dashes, or three piped lines without one."""
    if _GRID_RULE.match(lines[index]):
        return index + 1 < len(lines) and "|" in lines[index + 1]
    if not _has_pipes(lines[index]):
        return False
    following = [line for line in lines[index + 1 : index + 3] if _has_pipes(line)]
    ruled = bool(following) and bool(_PIPE_RULE.match(following[0]))
    return ruled or len(following) == 2 or lines[index].strip().startswith("|")


def _has_pipes(line: str) -> bool:
    return len(_UNESCAPED_PIPE.findall(line)) > 1 or (
        bool(_UNESCAPED_PIPE.search(line)) and bool(_PIPE_RULE.match(line))
    )


def _end_of_pipes(lines: list[str], start: int) -> int:
    end = start
    while end < len(lines) and (_UNESCAPED_PIPE.search(lines[end]) or _GRID_RULE.match(lines[end])):
        end += 1
    return end


def _pipe_rows(lines: list[str]) -> Iterator[Row]:
    for line in lines:
        if not _PIPE_RULE.match(line) and not _GRID_RULE.match(line):
            yield plain_row([_inline(cell) for cell in _pipe_cells(line)])


def _pipe_cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return _UNESCAPED_PIPE.split(bare)
