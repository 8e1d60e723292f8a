"""How do the blocks of a document become a plan?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from minga.plan.reading import accountability, checks, identity
from minga.plan.reading.blocks import Block, Source
from minga.plan.reading.column_names import Role
from minga.plan.reading.document import (
    Issue,
    IssueCode,
    Mechanism,
    Period,
    ReadActivity,
    ReadObjective,
    ReadPlan,
    ReadProgramme,
)
from minga.plan.reading.encoding import mended
from minga.plan.reading.grid import settle_tables
from minga.plan.reading.labels import SCANNED, say
from minga.plan.reading.matrix import MatrixReader, RawActivity, RawObjective, RawProgramme
from minga.plan.reading.programmes import naming_line, open_groups
from minga.plan.reading.sdg import read_goals
from minga.plan.reading.sections import read_parts
from minga.plan.reading.tables import Kind, Placed, kept, place_tables
from minga.plan.reading.wording import (
    is_unreadable,
    one_line,
    split_list,
    stated,
    without_restated_mark,
)
from minga.plan.reading.years import years_in_words


def read_source(source: Source) -> ReadPlan:
    """The plan a document holds, with everything a person should look at."""
    source = settled(mended(source))
    blocks = source.blocks
    title, authors = identity.read_title(blocks, source.name), identity.read_authors(blocks)
    cover = identity.cover_facts(blocks, *authors)
    placed, period = place_tables(blocks), identity.read_period(blocks)
    parts = read_parts(_prose(blocks, placed, cover))
    programmes, found = _Numbering(period).programmes(_raw_programmes(placed, cover))
    return ReadPlan(
        title=title,
        jurisdiction=identity.read_jurisdiction(blocks),
        period=period,
        programmes=programmes,
        accountability=tuple(_accountability(blocks, placed)),
        issues=checks.ordered([*found, *_whole(source, programmes, parts.specific_objectives)]),
        authors=authors,
        list=identity.read_list(blocks),
        vision=parts.vision,
        general_objective=parts.general_objective,
        specific_objectives=parts.specific_objectives,
        diagnosis=parts.diagnosis,
        systems=parts.systems,
        restated=parts.restated,
    )


def settled(source: Source) -> Source:
    """The same content with every table opening at its headings."""
    return replace(source, blocks=tuple(settle_tables(source.blocks)))


def _whole(
    source: Source, programmes: tuple[ReadProgramme, ...], stated_objectives: Sequence[str]
) -> Iterator[Issue]:
    activities = [a for programme in programmes for a in programme.activities]
    if not activities:
        yield (
            Issue(IssueCode.NO_MATRIX, None, SCANNED)
            if source.scanned
            else say(IssueCode.NO_MATRIX)
        )
    if source.encoding_guessed:
        yield say(IssueCode.ENCODING_GUESSED)
    yield from checks.duplicates(activities)
    yield from checks.mismatches(programmes, stated_objectives)


def _raw_programmes(placed: Sequence[Placed], cover: frozenset[str]) -> list[RawProgramme]:
    reader = MatrixReader()
    for table in kept(placed):
        open_groups(reader, table, cover)
        if table.header is not None:
            reader.read(table.table, table.header, table.start)
    return reader.programmes


def _accountability(blocks: Sequence[Block], placed: Sequence[Placed]) -> Iterator[Mechanism]:
    tables = [p for p in placed if p.kind is Kind.ACCOUNTABILITY]
    for table in tables:
        yield from accountability.read_table(table)
    if not tables:
        yield from accountability.read_list(blocks)


def _prose(blocks: Sequence[Block], placed: Sequence[Placed], cover: frozenset[str]) -> list[Block]:
    """The blocks without the headings that name programmes: those are no text of a section."""
    names = {id(naming_line(table, cover)) for table in kept(placed)}
    return [block for block in blocks if id(block) not in names]


class _Numbering:
    """Numbers the activities in the order of the document and settles their values."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self.issues: list[Issue] = []
        self.row = 0

    def programmes(
        self, raw: Sequence[RawProgramme]
    ) -> tuple[tuple[ReadProgramme, ...], list[Issue]]:
        read = tuple(
            ReadProgramme(p.name, tuple(self._objective(o) for o in p.objectives if o.activities))
            for p in raw
            if p.activities
        )
        return read, self.issues

    def _objective(self, raw: RawObjective) -> ReadObjective:
        text, restated = without_restated_mark(raw.text)
        return ReadObjective(text, tuple(self._activity(a) for a in raw.activities), restated)

    def _activity(self, raw: RawActivity) -> ReadActivity:
        self.row += 1
        read = ReadActivity(
            row=self.row,
            text=stated_text(raw.text),
            sdg=read_goals(_readable(raw, Role.SDG)),
            baseline=stated(raw.cells.get(Role.BASELINE, "")),
            target=stated(raw.cells.get(Role.TARGET, "")) or "; ".join(raw.yearly_targets) or None,
            years=self._years(raw),
            strategies=split_list(raw.cells.get(Role.STRATEGY, "")),
            evaluation=stated(raw.cells.get(Role.EVALUATION, "")),
            indicator=stated(raw.cells.get(Role.INDICATOR, "")),
            filed_cells=raw.filed_cells,
        )
        self.issues.extend(self._issues(raw, read))
        return read

    def _years(self, raw: RawActivity) -> tuple[int, ...]:
        return tuple(sorted(raw.years)) or years_in_words(_readable(raw, Role.TIME), self.period)

    def _issues(self, raw: RawActivity, read: ReadActivity) -> Iterator[Issue]:
        if raw.filed_cells:
            yield say(IssueCode.SHIFTED_ROW, read.row)
        if raw.unreadable_years or any(is_unreadable(one_line(t)) for t in _contract_cells(raw)):
            yield say(IssueCode.UNREADABLE_CELL, read.row)
        yield from checks.missing(read)


_CONTRACT = (Role.SDG, Role.BASELINE, Role.TARGET, Role.TIME, Role.STRATEGY, Role.EVALUATION,
             Role.OBJECTIVE, Role.PROGRAMME, Role.INDICATOR)  # fmt: skip


def _contract_cells(raw: RawActivity) -> Iterator[str]:
    yield raw.text
    yield from (raw.cells[role] for role in _CONTRACT if role in raw.cells)


def _readable(raw: RawActivity, role: Role) -> str:
    text = raw.cells.get(role, "")
    return "" if is_unreadable(one_line(text)) else text


def stated_text(text: str) -> str:
    """An activity's own text stays even where a character was lost; an error code is no text."""
    return "" if is_unreadable(text) and "\ufffd" not in text else text
