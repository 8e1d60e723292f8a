"""Which columns do the borders or backgrounds of single cells betray, where no column line is drawn?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from minga.plan.reading.formats.ruled import Rule

_TOUCHING = 1.5
_FEWEST = 3  # pieces end to end: fewer may be a line that was drawn in two strokes

type Bands = tuple[tuple[float, float], ...]  # from where to where each column has text


def columns_drawn(rules: Iterable[Rule], top: float, bottom: float) -> Bands:
    """The strips between `top` and `bottom` under lines drawn cell by cell; none without any."""
    heights: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.horizontal and top <= rule.position <= bottom + _TOUCHING:
            heights[round(rule.position)].append(rule)
    edges = [edge for pieces in heights.values() for edge in _joints(pieces)]
    return tuple(pairwise(_apart(edges)))


def _joints(pieces: Sequence[Rule]) -> list[float]:
    """Where the pieces of one line begin and end, if enough of them lie end to end."""
    ordered = sorted(pieces, key=lambda rule: (rule.start, rule.end))
    run: list[Rule] = []
    found: list[float] = []
    for rule in ordered:
        if run and abs(rule.start - run[-1].start) <= _TOUCHING:
            continue  # the same piece drawn twice
        if run and abs(rule.start - run[-1].end) > _TOUCHING:
            found.extend(_edges(run))
            run = []
        run.append(rule)
    return [*found, *_edges(run)]


def _edges(run: Sequence[Rule]) -> list[float]:
    return [run[0].start, *(rule.end for rule in run)] if len(run) >= _FEWEST else []


def _apart(edges: Iterable[float]) -> list[float]:
    """The distinct places, near ones once."""
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > 2 * _TOUCHING:
            kept.append(edge)
    return kept
