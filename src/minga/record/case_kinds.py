"""Which procedures exist? Contexts declare them; `config.case_kinds` lists them all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.kernel.lifecycle import Transition
from minga.people.public import Viewer
from minga.record.labels import Weight


@dataclass(frozen=True)
class QueueLine:
    """One thing that somebody of the staff owes: what, until when, and what happens if not.

    `other_action` is another way on, as asking again when what is owed is owed by others.
    """

    title: str
    url: str
    action: str | Promise
    due_on: date | None
    consequence: str | Promise = ""
    case_number: str = ""
    other_action: str | Promise = ""
    other_url: str = ""


@dataclass(frozen=True)
class ActLabel:
    """How an act of a procedure is called on pages, and how many turns its knot has."""

    label: str | Promise
    weight: Weight = Weight.STEP


# Acts of the record itself, which any case may carry.
GENERAL_ACTS: Mapping[str, ActLabel] = {
    "move_deadline": ActLabel(_("Cambió la fecha de vencimiento por un feriado declarado")),
    "expire_deadline": ActLabel(_("Venció el plazo sin respuesta")),
}


@dataclass(frozen=True)
class Expiry:
    """What the law does when nobody acts in time: the move that clock `key` causes when it ends.

    `rule` is the key of the parameter that states the effect. The move is made by the program only
    where this rule and the number of the clock are verified; otherwise it is offered to `who`.
    """

    key: str
    rule: str
    move: Transition[Any, Any]

    def __post_init__(self) -> None:
        """Refuse a move with requirements: the law's own effect asks nobody."""
        if self.move.requires:
            raise ValueError(self.move.act)


@dataclass(frozen=True)
class CaseKind:
    """One kind of case: its code, its name, its table of moves and what it owes.

    `queue` returns the lines a viewer sees at the desk on a date. A kind that starts clocks
    must have one (tested). `expiries` are the effects of its clocks; `parameters` are the numbers
    of the law that it reads besides its clocks, `states` the words for its states. Whoever holds the
    follow code of a case that is not public reads the acts `shown_to_holder`, and of those in
    `words_to_holder` the words too; of a public case everybody reads all. `readers` says who of the
    staff may read the cases that are not public; without it, whoever works in their body.
    """

    code: str
    label: str | Promise
    moves: Sequence[Transition[Any, Any]]
    acts: Mapping[str, ActLabel]
    queue: Callable[[Viewer, date], Sequence[QueueLine]] | None = None
    retired_acts: tuple[str, ...] = field(default=())
    expiries: tuple[Expiry, ...] = field(default=())
    parameters: tuple[str, ...] = field(default=())
    states: Mapping[str, str | Promise] = field(default_factory=dict)
    shown_to_holder: tuple[str, ...] = field(default=())
    words_to_holder: tuple[str, ...] = field(default=())
    readers: Callable[[Viewer, date], bool] | None = None

    @property
    def clocks(self) -> frozenset[str]:
        """Keys of the legal parameters whose clocks this kind starts."""
        return frozenset(key for move in self.moves for key in move.starts)

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of every legal parameter that a case of this kind may need."""
        return self.clocks | set(self.parameters) | {expiry.rule for expiry in self.expiries}

    @property
    def open_states(self) -> frozenset[str]:
        """States from which an act may still be written."""
        return frozenset(str(move.source) for move in self.moves if move.source is not None)


_kinds: dict[str, CaseKind] = {}


def install_case_kinds(kinds: Sequence[CaseKind]) -> None:
    """Make the procedures known to the record; called once, when the program starts."""
    _kinds.clear()
    _kinds.update({kind.code: kind for kind in kinds})


def case_kind(code: str) -> CaseKind:
    """Return the kind with this code; KeyError when nobody declared it."""
    return _kinds[code]


def case_kinds() -> tuple[CaseKind, ...]:
    """Return every declared kind, in the order of the table."""
    return tuple(_kinds.values())


def readers_of(code: str) -> Callable[[Viewer, date], bool] | None:
    """Return who alone may read the cases of a kind that are not public; None when it has no such rule."""
    kind = _kinds.get(code)
    return kind.readers if kind else None


def kinds_without_queue(kinds: Sequence[CaseKind]) -> tuple[str, ...]:
    """Return the codes of the kinds that start clocks and tell nobody at the desk."""
    return tuple(kind.code for kind in kinds if kind.clocks and kind.queue is None)


def act_label(case_kind_code: str, act_kind: str) -> ActLabel:
    """Return how an act is called and how heavy it is; its code when nobody declared it.

    The procedure's own name wins over that of an act which any case may carry.
    """
    kind = _kinds.get(case_kind_code)
    known = kind.acts.get(act_kind) if kind else None
    return known or GENERAL_ACTS.get(act_kind) or ActLabel(act_kind)


def kind_label(code: str) -> str:
    """Return how a kind of case is called; its code when nobody declared it."""
    kind = _kinds.get(code)
    return str(kind.label) if kind else code


def state_label(case_kind_code: str, state: str) -> str:
    """Return the words for a state; empty when the kind has none for it."""
    kind = _kinds.get(case_kind_code)
    return str(kind.states.get(state, "")) if kind else ""
