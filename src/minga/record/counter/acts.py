"""What can be done at a counter? Contexts declare it; `config.counter_acts` lists them all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minga.kernel.refusal import Refused
from minga.people.public import Body, Person
from minga.record.documents import attach
from minga.record.labels import Visibility
from minga.record.models import Case
from minga.record.refusal_labels import refusal_sentence
from minga.record.services import Attachment

# Words that stand in an address of the counter at the place of a code
RESERVED = frozenset({"atencion", "mirado"})


@dataclass(frozen=True)
class AtCounter:
    """Who stands at which counter, before whom, and when the request arrived.

    `person` is None for whoever does not identify. `paper_number` is the serial of the paper form from
    which the request is typed in; then `arrived_at` is the day on the paper. `received_at` is when it
    counts as received (`rules.reception`): clocks of the law run from `counts_from`, acts happen at
    `arrived_at`.
    """

    clerk: Person
    person: Person | None
    body: Body
    arrived_at: datetime
    paper_number: str = ""
    received_at: datetime | None = None

    @property
    def counts_from(self) -> datetime:
        """The instant from which clocks run; give it to `append_act(..., counts_from=…)`."""
        return self.received_at or self.arrived_at


@dataclass(frozen=True)
class ReceiptLine:
    """One line of a receipt: what was asked or shown, as the person said it."""

    label: str | Promise
    text: str | Promise


class CounterForm(forms.Form):
    """What an act at the counter asks. Each act puts its own fields before the scan.

    `at` is known while the form is filled in and when it is saved. `takes_scan` false leaves the
    file out. Its own checks belong into `clean`, with words for the clerk.
    """

    takes_scan: ClassVar[bool] = True

    scan = forms.FileField(
        label=_("El papel que trae"),
        help_text=_("Escanéalo o tómale una foto. Una foto sirve."),
        required=False,
    )

    def __init__(self, *args: Any, at: AtCounter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        if self.takes_scan:
            self.order_fields([*(name for name in self.fields if name != "scan"), "scan"])
        else:
            del self.fields["scan"]

    def attachments(self) -> tuple[Attachment, ...]:
        """Keep the scan as evidence for the staff alone: people's papers bear their names.

        Raises DocumentRefused.
        """
        upload = self.cleaned_data.get("scan")
        return (attach(upload, visibility=Visibility.STAFF),) if upload else ()

    def receipt_lines(self) -> Sequence[ReceiptLine]:
        """Return what the receipt repeats of a valid form, besides the title of the case."""
        return ()


@dataclass(frozen=True)
class CounterAct[F: CounterForm]:
    """Something that can be done in person: its form and the one service it calls.

    `code` is stable and part of the address (small letters and hyphens). `save` writes in the
    transaction of the counter and returns the case that the receipt and its code are about, or None
    when there is nothing to follow. `needs_person` refuses whoever does not identify. `gives_code`
    false leaves the code out (the case is public, or its code is handed out elsewhere). A refusal of
    `save` (any `Refused`) is said on the form in the words of `refusal_words`.
    """

    code: str
    label: str | Promise
    form: type[F]
    save: Callable[[F, AtCounter], Case | None]
    help: str | Promise = ""
    needs_person: bool = False
    gives_code: bool = True
    refusal_words: Callable[[Refused], str] = refusal_sentence


_acts: dict[str, CounterAct[Any]] = {}


def install_counter_acts(acts: Sequence[CounterAct[Any]]) -> None:
    """Make the acts of the counter known; called once, when the program starts.

    Raises ValueError when two have the same code, or one that is the address of something else.
    """
    codes = [act.code for act in acts]
    if len(set(codes)) < len(codes) or not RESERVED.isdisjoint(codes):
        raise ValueError(codes)
    _acts.clear()
    _acts.update({act.code: act for act in acts})


def counter_act(code: str) -> CounterAct[Any]:
    """Return the act with this code; KeyError when nobody declared it."""
    return _acts[code]


def counter_acts() -> tuple[CounterAct[Any], ...]:
    """Return every declared act, in the order of the table."""
    return tuple(_acts.values())
