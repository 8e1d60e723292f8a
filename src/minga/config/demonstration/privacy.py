"""What do the fictional people ask about their data, what leaked, and what did they consent to?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from minga.config.demonstration.document import STARTS_ON
from minga.config.demonstration.life import set_clock
from minga.kernel import clock
from minga.people.public import (
    ConsentChannel,
    DemonstrationPeople,
    Person,
    create_person,
    give_consent,
    has_consent,
    shown_text,
    withdraw_consent,
)
from minga.record.public import (
    AUTHORITY_NOTICE,
    SUBJECT_NOTICE,
    AskedData,
    BreachStep,
    Case,
    DataCorrection,
    DataDecision,
    DataRight,
    DataSubjectRequest,
    IdentityProof,
    LegalBasis,
    OwnRow,
    RefusalCause,
    Registrar,
    Standing,
    add_processing,
    ask_for_identity,
    confirm_identity,
    decide_data_request,
    hand_over_copy,
    load_reference,
    open_breach,
    open_data_request,
    take_breach_step,
    withdraw_data_request,
)

DAYS_NEEDED = 90  # a younger world has nothing to answer yet
NAMES = ("Amaru", "Berta", "Camilo", "Delfina", "Efraín", "Fátima")
FULL = {"notify_authority": AUTHORITY_NOTICE, "notify_subjects": SUBJECT_NOTICE}

type Step = Callable[[DataSubjectRequest, Registrar], object]


@dataclass(frozen=True)
class Leak:
    """A breach of the play: what happened, and the steps taken so far."""

    title: str
    text: str
    steps: tuple[str, ...]
    act: str = "detect_breach"


LEAKS = (
    Leak("Lista de asistentes enviada a otro correo", "Doce nombres con teléfono.", ()),
    Leak("Portátil sin clave olvidado en un taxi", "Apareció al día siguiente.", ("find_no_risk",)),
    Leak(
        "Carpeta de solicitudes fuera de su cajón",
        "La vio quien no debía.",
        ("find_risk", "notify_authority"),
    ),
    Leak(
        "Correo con copia a la vista",
        "Cuarenta direcciones.",
        ("find_risk", "notify_subjects"),
    ),
    Leak(
        "Clave de un equipo escrita en la pared",
        "Se cambió el mismo día.",
        ("find_risk", "notify_subjects", "notify_authority"),
    ),
    Leak(
        "Formulario con una columna de más",
        "Se quitó la columna.",
        ("find_no_risk", "note_measure", "close_breach"),
    ),
    Leak(
        "Archivo de otra entidad abierto por error",
        "Se avisó a su responsable.",
        ("tell_controller",),
        "detect_as_processor",
    ),
)


def answer_for_data(people: DemonstrationPeople, today: date) -> None:
    """Give every state of a request, of a breach and of a consent one example up to today."""
    if today < STARTS_ON + timedelta(days=DAYS_NEEDED):
        return
    load_reference()
    hand = Registrar(
        people.persons["secretary"],
        people.bodies["concejo-de-demostracion"],
        Standing.DECLARED,
    )
    set_clock(today - timedelta(days=30), 9)
    _consents(people.persons["citizen"])
    _outside_the_program(hand)
    _requests(people.persons["citizen"], hand, today)
    _leaks(hand, today)


def _requests(citizen: Person, hand: Registrar, today: date) -> None:
    others = [_neighbour(name) for name in NAMES]
    plays: Sequence[tuple[Person, DataRight, int, Step]] = (
        (citizen, DataRight.ACCESS, 28, _granted),
        (citizen, DataRight.PORTABILITY, 26, _withdrawn),
        (others[0], DataRight.ERASURE, 24, _refused),
        (others[1], DataRight.ERASURE, 22, _partly),
        (others[2], DataRight.ERASURE, 20, _erased),
        (others[3], DataRight.RECTIFICATION, 6, _pending),
        (others[4], DataRight.OBJECTION, 4, _in_progress),
        (others[5], DataRight.ACCESS, 17, _waiting),
    )
    for person, right, ago, step in plays:
        set_clock(today - timedelta(days=ago), 10)
        text = "Quiero saber y decidir qué se hace con mis datos."
        asked = AskedData(right=right, text=text)
        request = open_data_request(person=person, asked=asked, at=_at())
        step(request, hand)


def _neighbour(name: str) -> Person:
    return create_person(name=f"{name} De Ficción", at=_at(), is_demonstration=True)


def _at() -> datetime:
    return clock.now() - timedelta(minutes=30)


def _waiting(request: DataSubjectRequest, hand: Registrar) -> None:
    """Nobody has opened it yet."""


def _pending(request: DataSubjectRequest, hand: Registrar) -> None:
    text = "Trae tu documento a la ventanilla."
    ask_for_identity(request=request, text=text, by=hand, at=clock.now())


def _in_progress(request: DataSubjectRequest, hand: Registrar) -> None:
    proof = IdentityProof.DOCUMENT_SHOWN
    confirm_identity(request=request, proof=proof, by=hand, at=clock.now())


def _withdrawn(request: DataSubjectRequest, hand: Registrar) -> None:
    withdraw_data_request(request=request, person=request.subject, at=clock.now())


def _granted(request: DataSubjectRequest, hand: Registrar) -> None:
    _in_progress(request, hand)
    hand_over_copy(request=request, by=hand, at=clock.now())
    _decide(request, hand, DataDecision("grant", "Te entregamos la copia completa de tus datos."))


def _erased(request: DataSubjectRequest, hand: Registrar) -> None:
    _in_progress(request, hand)
    _decide(request, hand, DataDecision("grant", "Tus datos quedaron borrados."))


def _partly(request: DataSubjectRequest, hand: Registrar) -> None:
    _in_progress(request, hand)
    decision = DataDecision(
        "grant_partly",
        "Borramos tu teléfono y tu correo. Tu nombre queda en el acta que firmaste.",
        RefusalCause.LEGAL_DUTY_TO_KEEP,
        DataCorrection(request.subject.identity.name, "", ""),
    )
    _decide(request, hand, decision)


def _refused(request: DataSubjectRequest, hand: Registrar) -> None:
    _in_progress(request, hand)
    text = "Tu firma es parte de una iniciativa que todavía se verifica. Pídelo cuando termine."
    _decide(request, hand, DataDecision("refuse", text, RefusalCause.RECORD_IN_PROCESS))


def _decide(request: DataSubjectRequest, hand: Registrar, decision: DataDecision) -> None:
    decide_data_request(request=request, decision=decision, by=hand, at=clock.now())


def _leaks(hand: Registrar, today: date) -> None:
    for row, leak in enumerate(LEAKS):
        set_clock(today - timedelta(days=2 + 2 * row), 11)
        step = BreachStep(leak.act, leak.text, people=12)
        case = open_breach(title=leak.title, step=step, by=hand, detected_at=_at())
        _go_on(case, leak.steps, hand)


def _go_on(case: Case, acts: tuple[str, ...], hand: Registrar) -> None:
    for act in acts:
        step = BreachStep(act, "Consta en la carta adjunta al expediente.", told=FULL.get(act, ()))
        take_breach_step(case=case, step=step, by=hand, at=clock.now())


def _consents(citizen: Person) -> None:
    """Leave one consent live and one withdrawn."""
    for purpose in ("press-list", "message-notices"):
        if not has_consent(citizen, purpose):
            digest = shown_text(purpose).digest
            kept = give_consent(person=citizen, purpose=purpose, digest=digest, at=_at())
            if purpose == "press-list":
                withdraw_consent(consent=kept, at=clock.now(), through=ConsentChannel.WEB)


def _outside_the_program(hand: Registrar) -> None:
    row = OwnRow(
        purpose="Control de entrada al edificio de demostración",
        whose="Quienes entran al edificio",
        data="Nombre y hora de entrada, en un cuaderno",
        legal_basis=LegalBasis.PUBLIC_INTEREST,
        seen_by="La guardianía",
        retention="30 días",
    )
    add_processing(row=row, by=hand, at=_at())
