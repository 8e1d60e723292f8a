"""It is true that a flood is hidden at once and appealed, and that forty ask and one answer answers them all."""

from itertools import count

from minga.dialogue.models import Contribution, PublicQuestion
from minga.dialogue.public import Rule, Said, Voice, ask_question, comment, report_contribution
from minga.kernel import clock
from minga.people.public import (
    IdentityLevel,
    Person,
    create_person,
    demonstration_people,
    raise_identity_level,
)
from tests.browser.live_site import LiveSite
from tests.browser.visiting import Visitor
from tests.browser.walking import Reader

TOPIC = "activity:demostracion/7"
THREAD = f"/dialogo/{TOPIC}/"
OFFICE = "body:despacho-de-demostracion"
FLOOD, MANY = 12, 40
WORDS = ("zaguán", "yaraví", "quilico", "guango", "chaquiñán", "tonga")  # one for each visitor

_turns = count(0)


def neighbour(name: str) -> Person:
    """Return somebody new whose contact is confirmed."""
    at = clock.now()
    person = create_person(name=name, at=at, is_demonstration=True)
    level = IdentityLevel.CONTACT_CONFIRMED
    raise_identity_level(person=person, level=level, at=at, by=None)
    return person


def flood(abuse: str) -> None:
    """Let twelve people write the same, the citizen of the play among them, and one be reported."""
    citizen = demonstration_people().persons["citizen"]
    authors = [citizen, *(neighbour("Vecina De Ensayo") for _ in range(FLOOD - 1))]
    written = [
        comment(topic=TOPIC, voice=Voice(one), said=Said(abuse), at=clock.now()) for one in authors
    ]
    report_contribution(
        contribution=written[-1], reporter=citizen, rule=Rule.INSULT, note="", at=clock.now()
    )


def enter(visitor: Visitor, site: LiveSite, part: str) -> None:
    """Come back as another person."""
    visitor.page.context.clear_cookies()
    visitor.open(site.entrance(part))


def public(site: LiveSite, path: str) -> str:
    """What anybody reads now, through the page cache."""
    return Reader(site.url).get(path).text


def test_a_flood_of_abuse_is_hidden_at_once_and_appealed(visitor: Visitor, site: LiveSite) -> None:
    abuse = f"Son unos {WORDS[next(_turns) % len(WORDS)]} {next(_turns)}."
    site.run(lambda: flood(abuse))
    assert public(site, THREAD).count(abuse) == FLOOD

    enter(visitor, site, "moderator")
    visitor.open("/despacho/")
    visitor.press("link", "Abrir la cola")
    line = visitor.page.locator("main li", has_text=abuse)
    visitor.press_it(line.get_by_role("link", name="Es parte de una avalancha"))
    visitor.reads(abuse)
    visitor.press("button", "Ver qué se ocultaría")
    visitor.reads(f"{FLOOD} aportes")
    visitor.press("button", "Ocultar todo esto")
    visitor.arrives("/despacho/moderacion/")
    assert abuse not in public(site, THREAD)
    visitor.open("/moderacion/")
    visitor.reads("Se ocultó: comentario. Repite lo mismo muchas veces")

    enter(visitor, site, "citizen")
    visitor.open("/mi/aportes/")
    own = visitor.page.locator("main li", has_text=abuse)
    visitor.press_it(own.get_by_role("link", name="Apelar"))
    visitor.write("Por qué debe mostrarse de nuevo", "Lo escribí una sola vez.")
    visitor.press("button", "Enviar la apelación")
    visitor.reads("Ya apelaste.")

    enter(visitor, site, "second_moderator")
    visitor.open("/despacho/moderacion/")
    asked = visitor.page.locator("#apelaciones li").last
    visitor.press_it(asked.get_by_role("link"))
    visitor.reads("Lo escribí una sola vez.")
    visitor.mark("Mostrar de nuevo")
    visitor.write("Por qué", "Lo escribió una vez.")
    visitor.press("button", "Resolver")
    visitor.arrives("/despacho/moderacion/")
    assert public(site, THREAD).count(abuse) == 1
    assert site.run(lambda: Contribution.objects.filter(text=abuse, hidden_at=None).count()) == 1


def ask_the_same(text: str) -> list[str]:
    """Let forty people ask the same, and return the numbers of their questions."""
    numbers = []
    for _ in range(MANY):
        voice = Voice(neighbour("Vecina De Ensayo"))
        question = ask_question(topic=OFFICE, voice=voice, said=Said(text), at=clock.now())
        numbers.append(question.case.number)
    return numbers


def test_forty_people_ask_and_one_answer_answers_them_all(visitor: Visitor, site: LiveSite) -> None:
    turn = next(_turns)
    text = f"¿Cuándo vuelve el {WORDS[turn % len(WORDS)]} de la calle {turn}?"
    first, *others = site.run(lambda: ask_the_same(text))
    enter(visitor, site, "adviser")
    visitor.open(f"/preguntas/{first}/")
    visitor.press("link", "Unir las que preguntan lo mismo")
    visitor.press("button", "Unir")
    visitor.arrives(f"/preguntas/{first}/")
    visitor.reads(f"{MANY} personas esperan la respuesta")
    visitor.press("link", "Responder, si eres del despacho")
    visitor.write("La respuesta", "Vuelve el lunes.")
    visitor.press("button", "Publicar la respuesta")
    visitor.arrives(f"/preguntas/{first}/")
    visitor.reads("Respondida el mismo día")

    visitor.page.context.clear_cookies()
    visitor.open(f"/preguntas/{others[-1]}/")
    visitor.reads("Unida a otra")
    visitor.press("link", first)
    visitor.reads("Vuelve el lunes.")
    waiting = site.run(
        lambda: PublicQuestion.objects.filter(contribution__text=text, case__state="ASKED").count()
    )
    assert waiting == 0
