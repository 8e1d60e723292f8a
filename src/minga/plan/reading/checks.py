"""What should a person look at in a plan that was read?"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from minga.plan.reading import limits
from minga.plan.reading.document import Issue, IssueCode, ReadActivity, ReadProgramme
from minga.plan.reading.labels import say
from minga.plan.reading.wording import fold

_SAME = 0.9
_ORDER = list(IssueCode)


def ordered(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Issues of the whole file first, then by row, then in the order of the contract."""
    unique = set(issues)
    return tuple(sorted(unique, key=lambda i: (i.row or 0, _ORDER.index(i.code))))


def missing(activity: ReadActivity) -> Iterator[Issue]:
    """What an activity does not state."""
    if activity.baseline is None:
        yield say(IssueCode.MISSING_BASELINE, activity.row)
    if activity.target is None:
        yield say(IssueCode.MISSING_TARGET, activity.row)
    if not activity.sdg:
        yield say(IssueCode.MISSING_SDG, activity.row)
    if not activity.years:
        yield say(IssueCode.MISSING_YEARS, activity.row)


def duplicates(activities: Iterable[ReadActivity]) -> Iterator[Issue]:
    """Each later occurrence of an activity's text, whatever its capitals or accents."""
    seen: set[str] = set()
    for activity in activities:
        text = fold(activity.text)
        if text and text in seen:
            yield say(IssueCode.DUPLICATE_ACTIVITY, activity.row)
        seen.add(text)


def mismatches(programmes: Sequence[ReadProgramme], stated: Sequence[str]) -> Iterator[Issue]:
    """Objectives that the matrix gives to one programme and the plan states for another."""
    given = _Given(programmes, stated)
    for programme in programmes:
        for objective in programme.objectives:
            text = _without_label(objective.text)
            if text and objective.activities and given.belongs_elsewhere(programme, text):
                yield say(IssueCode.OBJECTIVE_MISMATCH, objective.activities[0].row)


type _Owners = list[tuple[str, str]]  # folded name of a programme, folded objective stated for it


def _stated_owners(programmes: Sequence[ReadProgramme], stated: Sequence[str]) -> _Owners:
    names = [fold(programme.name) for programme in programmes]
    owners = []
    for objective in stated:
        label, colon, text = objective.partition(":")
        if colon:
            owners.append((_closest(fold(label), names) or fold(label), fold(text)))
    return owners


def _closest(label: str, names: Sequence[str]) -> str | None:
    """The programme a label names: the same words, give or take articles and "desarrollo"."""
    same = [name for name in names if _stems(name) == _stems(label)]
    if same:
        return same[0]
    near = [name for name in names if _stems(name) and _stems(label) and (
        _stems(name) <= _stems(label) or _stems(label) <= _stems(name))]  # fmt: skip
    return near[0] if len(set(near)) == 1 else None


_WEAK_WORDS_TEXT = """
de del la las los el y e en a para por con desarrollo programa eje sistema componente ambito
area gestion objetivo especifico 1 2 3 4 5 6 7 8 9 10 i ii iii iv v vi vii
"""
_WEAK_WORDS = frozenset(_WEAK_WORDS_TEXT.split())
_STEM = 6


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in text.split() if word not in _WEAK_WORDS)


def _without_label(text: str) -> str:
    label, colon, rest = text.partition(":")
    return fold(rest) if colon and len(label.split()) < 9 and rest.strip() else fold(text)


class _Given:
    """What the plan states for each programme, and which programmes the matrix gives a text."""

    def __init__(self, programmes: Sequence[ReadProgramme], stated: Sequence[str]) -> None:
        self.order = [fold(programme.name) for programme in programmes]
        self.owners = _stated_owners(programmes, stated)
        self.holders: dict[str, list[str]] = {}
        for programme in programmes:
            for objective in programme.objectives:
                names = self.holders.setdefault(_without_label(objective.text), [])
                if fold(programme.name) not in names:
                    names.append(fold(programme.name))
        self.measures = len(self.holders) * len(self.owners) <= limits.MOST_COMPARED

    def belongs_elsewhere(self, programme: ReadProgramme, text: str) -> bool:
        name = fold(programme.name)
        theirs = {owner for owner, objective in self.owners if self._is_same(objective, text)}
        if not theirs:
            return self._is_borrowed(name, text)
        has_its_own = any(owner == name for owner, _ in self.owners)
        return name not in theirs and (has_its_own or bool(theirs & set(self.order)))

    def _is_same(self, objective: str, text: str) -> bool:
        return objective == text or (self.measures and _is_alike(objective, text))

    def _is_borrowed(self, name: str, text: str) -> bool:
        """Without a stated list: two programmes share it, and only the other's name is in it."""
        holders = self.holders[text]
        if len(holders) != 2:  # more than two share it by design
            return False
        other = next(holder for holder in holders if holder != name)
        words = _stems(text)
        ours, theirs = _stems(name) & words, _stems(other) & words
        if bool(ours) != bool(theirs):
            return bool(theirs)
        return self.order.index(other) < self.order.index(name)


def _is_alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _SAME
        and matcher.quick_ratio() >= _SAME
        and matcher.ratio() >= _SAME
    )
