"""Which programmes, objectives and activities do the planning tables hold?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minga.plan.reading.blocks import Row, Table, distinct_texts
from minga.plan.reading.column_names import Role
from minga.plan.reading.columns import Column, Header, recognise
from minga.plan.reading.headings import (
    heading_name,
    is_note,
    is_objective_heading,
    is_total,
    label_row,
    names_programme,
    section_of,
)
from minga.plan.reading.repair import Company, Fitted, fit
from minga.plan.reading.wording import fold, is_empty, is_unreadable, one_line
from minga.plan.reading.years import is_always, is_mark, marks_year

_BANNER_SHARE = 0.6


@dataclass(slots=True)
class RawActivity:
    """One row of the matrix with its cells still in words."""

    text: str
    cells: dict[Role, str]
    years: set[int]
    yearly_targets: list[str] = field(default_factory=list)
    filed_cells: tuple[str, ...] = ()
    unreadable_years: bool = False


@dataclass(slots=True)
class RawObjective:
    """An objective while its rows are read; `is_label` until the text after its colon arrives."""

    text: str = ""
    activities: list[RawActivity] = field(default_factory=list)

    @property
    def is_label(self) -> bool:
        return self.text.rstrip().endswith(":")


@dataclass(slots=True)
class RawProgramme:
    """A programme while its rows are read."""

    name: str
    objectives: list[RawObjective] = field(default_factory=list)

    @property
    def activities(self) -> list[RawActivity]:
        return [a for objective in self.objectives for a in objective.activities]


class MatrixReader:
    """Reads planning tables one after another into programmes, in the order of the document."""

    def __init__(self) -> None:
        self.programmes: list[RawProgramme] = []
        self._last: RawActivity | None = None

    def open_programme(self, name: str) -> None:
        """What follows belongs to `name`; the same name again continues it."""
        if not self.programmes or fold(self.programmes[-1].name) != fold(name):
            self.programmes.append(RawProgramme(name))
            self._last = None

    def open_objective(self, text: str) -> None:
        """A new objective, the rest of a label, or the same one again."""
        current = self._programme.objectives[-1] if self._programme.objectives else None
        if current and fold(current.text) == fold(text):
            return
        if current and current.is_label:
            current.text = f"{current.text} {text}"
        else:
            self._programme.objectives.append(RawObjective(text))

    @property
    def _programme(self) -> RawProgramme:
        if not self.programmes:
            self.programmes.append(RawProgramme(""))
        return self.programmes[-1]

    @property
    def _objective(self) -> RawObjective:
        if not self._programme.objectives:
            self._programme.objectives.append(RawObjective())
        return self._programme.objectives[-1]

    def read(self, table: Table, header: Header, start: int) -> None:
        """Read the rows of `table` from `start`, where `header` ends."""
        rows = table.rows
        sheet = _Sheet(header, rows[start:])
        index = start
        opens_page = 0 in table.broken_at and start == 0
        while index < len(rows):
            opens_page = opens_page or index in table.broken_at
            if repeated := _repeated_header(rows, index, header):
                index += repeated
                continue
            if not (opens_page and self._take_rest(rows[index], sheet)):
                self._row(rows[index], sheet)
            opens_page = False
            index += 1

    def _take_rest(self, row: Row, sheet: "_Sheet") -> bool:
        """The first row of a page may be the rest of a row that the page break cut in two."""
        last = self._last
        texts = [cell.text for cell in row]
        rest = sheet.rest_of_activity(texts)
        if last is None or not distinct_texts(row) or rest is None:
            return False
        last.text = f"{last.text} {one_line(rest)}".strip()
        self._continue_objective(sheet.text(texts, Role.OBJECTIVE))
        for role in (Role.STRATEGY, Role.EVALUATION, Role.BASELINE, Role.TARGET):
            if text := sheet.text(texts, role):
                last.cells[role] = f"{last.cells.get(role, '')} {text}".strip()
        return True

    def _continue_objective(self, text: str) -> None:
        if text and not is_empty(text):
            self._objective.text = f"{self._objective.text} {one_line(text)}"

    def _row(self, row: Row, sheet: "_Sheet") -> None:
        texts = distinct_texts(row)
        if not texts or _is_skipped(texts):
            return
        if banner := sheet.banner(row) or label_row(texts):
            self._banner(banner)
            return
        fitted = sheet.fitted(row)
        if is_total(sheet.cell(fitted, Role.ACTIVITY)):
            return
        self._open_groups(fitted, sheet)
        if sheet.continues_activity(row, fitted):
            self._continue(fitted, sheet)
        elif not is_empty(sheet.cell(fitted, Role.ACTIVITY)):
            self._add(row, fitted, sheet)

    def _banner(self, text: str) -> None:
        if is_objective_heading(text):
            self.open_objective(one_line(text))
        elif section_of(text) is None and not is_note(text):
            self.open_programme(heading_name(text))

    def _open_groups(self, fitted: Fitted, sheet: "_Sheet") -> None:
        name = sheet.cell(fitted, Role.PROGRAMME)
        if not is_empty(name):
            self.open_programme(heading_name(name))
        objective = sheet.cell(fitted, Role.OBJECTIVE)
        if not is_empty(objective):
            self.open_objective(one_line(objective))

    def _add(self, row: Row, fitted: Fitted, sheet: "_Sheet") -> None:
        activity = sheet.activity(fitted)
        if fitted.shifted:
            filed = [one_line(cell.text) for cell in row]
            activity.filed_cells = (*filed, *[""] * (len(sheet.header.columns) - len(filed)))
        self._objective.activities.append(activity)
        self._last = activity

    def _continue(self, fitted: Fitted, sheet: "_Sheet") -> None:
        """Cells under an activity that spans several rows are added to it."""
        if self._last is None:
            return
        more = sheet.activity(fitted)
        self._last.years |= more.years
        for role, text in more.cells.items():
            held = self._last.cells.get(role, "")
            if role is not Role.ACTIVITY and not is_empty(text) and fold(text) not in fold(held):
                self._last.cells[role] = f"{held}\n{text}" if held else text


class _Sheet:
    """The rows of one table seen through its header."""

    def __init__(self, header: Header, rows: tuple[Row, ...]) -> None:
        self.header = header
        width = len(header.columns)
        sound = [row for row in rows if len(row) <= width]
        self.company = Company(
            seen=tuple(_folded_column(sound, i) for i in range(width)),
            years_hold_prose=self._years_hold_prose(rows),
        )

    def _years_hold_prose(self, rows: tuple[Row, ...]) -> bool:
        """Where most year cells hold words ("Diseño", "Ejecución"), words are the marks."""
        positions = self.header.positions(Role.YEAR)
        texts = [row[i].text for row in rows for i in positions if i < len(row) and row[i].text]
        return sum(not is_mark(text) for text in texts) * 5 > len(texts) * 2

    def banner(self, row: Row) -> str | None:
        """The text of a row that spans the table or stands alone outside the activity column."""
        filled = [i for i, cell in enumerate(row) if cell.text]
        texts = distinct_texts(row)
        if len(texts) != 1 or any(row[i].down for i in filled):
            return None
        if len(filled) > max(1, len(self.header.columns) * _BANNER_SHARE):
            return texts[0]
        return texts[0] if self._is_lone_banner(filled[0], texts[0]) else None

    def _is_lone_banner(self, index: int, text: str) -> bool:
        role = self._role(index)
        if role in {Role.OBJECTIVE, Role.PROGRAMME, Role.YEAR}:
            return False
        if role is Role.ACTIVITY:
            return index == 0 and (names_programme(text) or is_objective_heading(text))
        return index == 0 or index < (self.header.position(Role.ACTIVITY) or 0)

    def _role(self, index: int) -> Role | None:
        return self.header.columns[index].role if index < len(self.header.columns) else None

    def fitted(self, row: Row) -> Fitted:
        """The cells under their columns; a mark that spans years counts in each of them."""
        spans = [cell.across and self._spans_years(row, i) for i, cell in enumerate(row)]
        texts = [
            "" if cell.across and not spans_years else cell.text
            for cell, spans_years in zip(row, spans, strict=True)
        ]
        for cell, spans_years in zip(row, spans, strict=True):
            if spans_years and is_always(cell.text):
                self._fill_years(texts, cell.text)
        return fit(texts, self.header, self.company)

    def _fill_years(self, texts: list[str], always: str) -> None:
        """ "Permanente" over several years means all, however far its cell seems to reach."""
        for i in self.header.positions(Role.YEAR):
            if i < len(texts) and not texts[i]:
                texts[i] = always

    def _spans_years(self, row: Row, index: int) -> bool:
        while index and row[index].across and self._role(index) is Role.YEAR:
            index -= 1
        return self._role(index) is Role.YEAR

    def cell(self, fitted: Fitted, role: Role) -> str:
        position = self.header.position(role)
        return fitted.cells[position] if position is not None else ""

    def text(self, texts: list[str], role: Role) -> str:
        """The text of a row as it stands, before any fitting."""
        position = self.header.position(role)
        return texts[position] if position is not None and position < len(texts) else ""

    def rest_of_activity(self, texts: list[str]) -> str | None:
        """What a cut row adds to its activity: running text and no year marked; else null."""
        years = [texts[i] for i in self.header.positions(Role.YEAR) if i < len(texts)]
        activity = self.text(texts, Role.ACTIVITY)
        first = next((text for text in texts if not is_empty(text)), "")
        runs_on = (first if is_empty(activity) else activity)[:1].islower()
        return activity if runs_on and not any(map(marks_year, years)) else None

    def continues_activity(self, row: Row, fitted: Fitted) -> bool:
        """Whether the row adds to the activity above: a merged cell, or only its further means."""
        position = self.header.position(Role.ACTIVITY)
        if position is not None and position < len(row) and row[position].down:
            return True
        return is_empty(self.cell(fitted, Role.ACTIVITY)) and not fitted.shifted

    def activity(self, fitted: Fitted) -> RawActivity:
        cells: dict[Role, str] = {}
        for column, text in zip(self.header.columns, fitted.cells, strict=True):
            if column.role is Role.TIME and cells.get(Role.TIME):
                cells[Role.TIME] += f" - {text}"  # a start and an end are one span
            elif column.role and column.role is not Role.YEAR and column.role not in cells:
                cells[column.role] = text
        return RawActivity(
            text=one_line(self.cell(fitted, Role.ACTIVITY)),
            cells=cells,
            years=set(self._marked(fitted)),
            yearly_targets=list(self._yearly_targets(fitted)),
            unreadable_years=any(is_unreadable(text) for _, text in self._year_cells(fitted)),
        )

    def _year_cells(self, fitted: Fitted) -> Iterator[tuple[Column, str]]:
        for column, text in zip(self.header.columns, fitted.cells, strict=True):
            if column.year is not None:
                yield column, text

    def _marked(self, fitted: Fitted) -> Iterator[int]:
        for column, text in self._year_cells(fitted):
            if column.year is not None and marks_year(text):
                yield column.year

    def _yearly_targets(self, fitted: Fitted) -> Iterator[str]:
        """Targets stated year by year, each with the name of its column."""
        for column, text in self._year_cells(fitted):
            if column.of_target and marks_year(text):
                yield f"{column.label}: {one_line(text)}"


def _folded_column(rows: Sequence[Row], index: int) -> frozenset[str]:
    """The distinct texts of a column, marks aside."""
    texts = (row[index].text for row in rows if index < len(row))
    return frozenset(fold(text) for text in texts if text and not is_mark(text))


def _is_skipped(texts: list[str]) -> bool:
    return is_total(texts[0]) or (len(texts) == 1 and is_note(texts[0]))


def _repeated_header(rows: tuple[Row, ...], index: int, header: Header) -> int:
    """How many rows a header repeated after a page break takes; zero when it is data."""
    again = recognise(rows, index)
    return again.depth if again and again.repeats(header.headings) else 0
