"""What do the fictional neighbours ask and say, who answers, and what does moderation hide?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from minga.config.demonstration.life import set_clock
from minga.dialogue.public import (
    AnswerStatus,
    Contribution,
    Language,
    PublicQuestion,
    Rule,
    Said,
    Side,
    Voice,
    answer_contribution,
    answer_question,
    appeal,
    ask_question,
    comment,
    follow_up,
    hide,
    hide_batch,
    merge_questions,
    reply,
    report_contribution,
    say_if_answered,
    support_contribution,
    wait_too,
    withdraw_question,
)
from minga.kernel import clock
from minga.people.public import (
    DemonstrationPeople,
    IdentityLevel,
    Person,
    create_person,
    raise_identity_level,
)
from minga.record.public import Words
from minga.territory.public import Place, find_parish

OFFICE = "body:despacho-de-demostracion"
COUNCIL = "body:concejo-de-demostracion"
NEIGHBOURS = ("Ana", "Beto", "Cora", "Dina", "Ezio", "Flor", "Gael", "Hilda")
PARISHES = ("Calderón", "Quitumbe", "Nayón", "Chillogallo", "La Magdalena", "Pacto")


@dataclass(frozen=True)
class Asked:
    """A question of the play: who asks (by place in the row), what, whom, how many days ago."""

    person: int
    topic: str
    text: str
    days_ago: int
    waiting: int = 0
    answer: str = ""
    answered_after: int = 0
    background: str = ""
    language: Language = Language.SPANISH


QUESTIONS: tuple[Asked, ...] = (
    Asked(
        0, "activity:demostracion/5", "¿Cuántos puestos quedan para productoras de la ruralidad?", 71, 4,
        "Hay 14 puestos libres. La lista se sortea en público el primer sábado de cada mes.", 5,
    ),
    Asked(
        1, "activity:demostracion/5", "¿Las ferias de productores pagarán por el puesto?", 58, 2,
        "No en el primer año. Después se cobra según los días que se use.", 4,
    ),
    Asked(
        2, OFFICE, "¿Por qué se suspendió el recorrido por las veredas de la parada central?", 44, 6,
        background="La cita era un martes y nadie avisó que no venían.",
    ),
    Asked(3, "activity:demostracion/15", "¿Cuándo empiezan las veredas de la escuela de la loma?", 23, 3),
    Asked(4, "activity:demostracion/15", "¿Qué día empiezan las veredas junto a la escuela?", 20, 2),
    Asked(
        5, "activity:demostracion/13", "¿Ima punchata yaku ñanta allichinkichik?", 12, 1,
        language=Language.KICHWA,
    ),
    Asked(
        6, COUNCIL, "¿Dónde se lee quién votó a favor y quién en contra?", 33, 1,
        "En el acta de cada sesión, que se publica al quinto día.", 9,
    ),
    Asked(7, OFFICE, "¿Atienden los sábados?", 9),
    Asked(0, OFFICE, "¿Me pueden decir a qué hora es la minga de este domingo?", 2),
)  # fmt: skip
COMMENTS: tuple[tuple[int, str], ...] = (
    (
        1,
        "En Calderón hay cuarenta productoras en lista de espera. El sorteo debería empezar por ellas.",
    ),
    (2, "Los puestos vacíos se llenan de agua cuando llueve: primero hay que arreglar el techo."),
    (3, "Pido que se publique cuánto cuesta mantener cada mercado."),
)
ABUSE = "Los de ese puesto son unos inútiles y unos ladrones, échenlos a todos."


@dataclass(frozen=True)
class Street:
    """Who talks: neighbours with their parishes, the office, the moderators, and until which day."""

    neighbours: Sequence[Person]
    parishes: Sequence[Place | None]
    people: DemonstrationPeople
    today: date

    def voice(self, number: int) -> Voice:
        """Return a neighbour as everybody hears them."""
        place = self.parishes[number % len(self.parishes)]
        return Voice(self.neighbours[number % len(self.neighbours)], parish=place)

    def at(self, days_ago: int, hour: int = 10) -> datetime:
        """Bring the clock to a day before today, and return the instant."""
        set_clock(self.today - timedelta(days=days_ago), hour)
        return clock.now() - timedelta(minutes=5)


def converse(people: DemonstrationPeople, today: date) -> None:
    """Let the neighbours ask, comment and be answered in the weeks before `today`."""
    set_clock(today - timedelta(days=90), 9)
    street = Street(_neighbours(), [find_parish(name) for name in PARISHES], people, today)
    asked = [_ask(street, one) for one in QUESTIONS]
    _go_on(street, asked)
    _comment(street)


def _neighbours() -> list[Person]:
    made = [
        create_person(name=f"{name} De Ejemplo", at=clock.now(), is_demonstration=True)
        for name in NEIGHBOURS
    ]
    for person in made:
        level = IdentityLevel.CONTACT_CONFIRMED
        raise_identity_level(person=person, level=level, at=clock.now(), by=None)
    return made


def _ask(street: Street, one: Asked) -> PublicQuestion:
    question = ask_question(
        topic=one.topic,
        voice=street.voice(one.person),
        said=Said(one.text, one.background, one.language),
        at=street.at(one.days_ago),
    )
    for number in range(one.waiting):
        person = street.neighbours[(one.person + 1 + number) % len(street.neighbours)]
        wait_too(case=question.case, person=person, at=street.at(one.days_ago - 1))
    if one.answer:
        _answer(street, question, one.answer, one.days_ago - one.answered_after)
    return question


def _answer(street: Street, question: PublicQuestion, text: str, days_ago: int) -> None:
    of_council = question.contribution.topic == COUNCIL
    actor = street.people.persons["secretary" if of_council else "adviser"]
    answer_question(
        question=question, actor=actor, words=Words(text=text), at=street.at(days_ago, 15)
    )


def _go_on(street: Street, asked: Sequence[PublicQuestion]) -> None:
    """Let answers be judged, one question be asked again, two be one, and one be withdrawn."""
    seats, fees, *_walk, works, again, _water, _votes, saturdays, _minga = asked
    for question, is_answered in ((seats, True), (fees, False)):
        say_if_answered(
            question=question,
            person=question.contribution.author,
            is_answered=is_answered,
            at=street.at(50),
        )
    said = Said("¿Y las que ya pagaron este año recuperan su dinero?")
    follow_up(question=fees, voice=street.voice(1), said=said, at=street.at(49))
    adviser = street.people.persons["adviser"]
    merge_questions(questions=[again], into=works, actor=adviser, at=street.at(18, 16))
    author = saturdays.contribution.author
    withdraw_question(question=saturdays, person=author, at=street.at(8))


def _comment(street: Street) -> None:
    """Let the neighbours comment, answer each other, take sides; let one be hidden and appeal."""
    topic = "activity:demostracion/5"
    written = [
        comment(topic=topic, voice=street.voice(who), said=Said(text), at=street.at(40 - number))
        for number, (who, text) in enumerate(COMMENTS)
    ]
    answered = Said("De acuerdo, y que el sorteo sea en la feria misma.")
    reply(parent=written[0], voice=street.voice(5), said=answered, at=street.at(36))
    for number, side in ((4, Side.FOR), (5, Side.FOR), (6, Side.AGAINST)):
        support_contribution(
            contribution=written[0], voice=street.voice(number), at=street.at(35), side=side
        )
    answer_contribution(
        contribution=written[0],
        status=AnswerStatus.PARTLY_ACCEPTED,
        actor=street.people.persons["adviser"],
        words=Words(
            text="El sorteo empieza por la lista de espera. No puede ser solo para una parroquia."
        ),
        at=street.at(33, 15),
    )
    _moderate(street, topic)


def _moderate(street: Street, topic: str) -> None:
    """Hide an insult for its rule, let its author appeal, and leave one report for today."""
    abuse = comment(topic=topic, voice=street.voice(6), said=Said(ABUSE), at=street.at(30))
    _report(street, abuse, Rule.INSULT, 29)
    moderator = street.people.persons["moderator"]
    hide(contribution=abuse, rule=Rule.INSULT, by=moderator, at=street.at(28))
    text = "Estaba enojado, pero dije lo que pasa en ese puesto."
    appeal(contribution=abuse, person=abuse.author, text=text, at=street.at(27))
    advert = Said("Vendo tres puestos baratos, escríbeme por aquí.")
    doubtful = comment(topic=topic, voice=street.voice(7), said=advert, at=street.at(4))
    _report(street, doubtful, Rule.ADVERTISING, 3)
    _hide_a_flood(street, topic)
    _leave_something_to_appeal(street, topic)


def _hide_a_flood(street: Street, topic: str) -> None:
    """Hide at once what three neighbours sent again and again."""
    said = Said("¡¡Compren en mi local, el mejor precio!!")
    flood = [
        comment(topic=topic, voice=street.voice(number), said=said, at=street.at(22))
        for number in (2, 3, 4)
    ]
    ids = [one.pk for one in flood]
    moderator = street.people.persons["second_moderator"]
    hide_batch(contribution_ids=ids, rule=Rule.FLOOD, by=moderator, at=street.at(21))


def _leave_something_to_appeal(street: Street, topic: str) -> None:
    """Let the citizen of the play say two things, of which one is hidden and not yet appealed."""
    voice = Voice(street.people.persons["citizen"])
    comment(topic=topic, voice=voice, said=Said("¿Y los baños del mercado?"), at=street.at(15))
    said = Said("Mejor hablemos del partido del domingo.")
    stray = comment(topic=topic, voice=voice, said=said, at=street.at(14))
    moderator = street.people.persons["moderator"]
    hide(contribution=stray, rule=Rule.OFF_TOPIC, by=moderator, at=street.at(13))


def _report(street: Street, contribution: Contribution, rule: Rule, days_ago: int) -> None:
    reporter = street.people.persons["citizen"]
    report_contribution(
        contribution=contribution, reporter=reporter, rule=rule, note="", at=street.at(days_ago)
    )
