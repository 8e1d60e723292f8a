"""It is true of the pages of threads and moderation: hidden words and names are for nobody else."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minga.dialogue.labels import AnswerStatus, Rule, Side
from minga.dialogue.models import (
    Contribution,
    ContributionReport,
    ModerationAppeal,
    ModerationBatch,
    Support,
)
from minga.dialogue.services.answers import answer_contribution
from minga.dialogue.services.appeals import appeal
from minga.dialogue.services.contributions import Said, Voice, propose_wording, reply
from minga.dialogue.services.moderation import hide, report_contribution, take_for_review
from minga.dialogue.services.support import support_contribution
from minga.dialogue.texts import place_of
from minga.kernel import clock
from minga.people.models import Person
from minga.record.public import Words
from tests.cast import Cast, signed_in
from tests.dialogue.speaking import MONDAY, commented, confirmed, neighbours

pytestmark = pytest.mark.django_db
ROOM = "/dialogo/room:sala"
ABUSE = "Son unos zarzamoras."
DESK = "/despacho/moderacion/"


@pytest.fixture(autouse=True)
def _ten_days_later() -> None:
    clock.shift_to(MONDAY + timedelta(days=10))


def body_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def posted(client: Client, path: str, **form: str) -> tuple[int, str]:
    answer = client.post(path, form)
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def test_a_thread_is_shown_with_its_supports_and_answers(
    client: Client, room: str, citizen: Person, leader: Person, adviser: Person
) -> None:
    written = commented(citizen, "De acuerdo.", topic=room)
    voice = Voice(confirmed(leader))
    support_contribution(
        contribution=written, voice=voice, at=MONDAY, side=Side.FOR, said=Said("Porque llueve.")
    )
    answer_contribution(
        contribution=written,
        status=AnswerStatus.ACCEPTED,
        actor=adviser,
        words=Words(text="Se hará."),
        at=MONDAY,
    )
    page = body_of(client, f"{ROOM}/")
    assert "2 aportes" in page
    assert "1 a favor, 0 en contra" in page
    assert "Razón de un apoyo" in page
    assert "<b>Aceptado.</b> Se hará." in page


def test_a_proposal_is_read_out_as_what_goes_and_what_comes(
    client: Client, room: str, citizen: Person
) -> None:
    propose_wording(
        topic=room,
        voice=Voice(confirmed(citizen)),
        said=Said("Un año es poco."),
        place=place_of(room, "el primer año"),
        wording="los dos primeros años",
        at=MONDAY,
    )
    page = body_of(client, f"{ROOM}/")
    assert '<del><span class="vh">se quita: </span>' in page
    assert '<ins><span class="vh">se añade: </span>' in page
    (one,) = json.loads(body_of(client, f"{ROOM}.json"))["contributions"]
    assert (one["quote"], one["wording"]) == ("el primer año", "los dos primeros años")


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize(("suffix", "most"), [("/", 6), (".json", 2), (".csv", 2), (".atom", 1)])
def test_a_thread_page_costs_the_same_however_long(
    client: Client, room: str, count: int, suffix: str, most: int
) -> None:
    for person in neighbours(count):
        parent = commented(person, topic=room)
        reply(parent=parent, voice=Voice(person), said=Said("Sí."), at=MONDAY)
    client.get(ROOM + suffix)
    with CaptureQueriesContext(connection) as cost:
        client.get(ROOM + suffix)
    assert len(cost) <= most


def test_where_nothing_is_open_there_is_no_thread(client: Client, bodies: Cast) -> None:
    assert client.get("/dialogo/body:despacho-de-ensayo/").status_code == 404
    assert client.get("/dialogo/body:despacho-de-ensayo.json").status_code == 404
    assert client.get("/dialogo/body:no-hay/").status_code == 404


def test_one_comments_replies_and_takes_sides(
    client: Client, room: str, citizen: Person, leader: Person
) -> None:
    signed_in(client, confirmed(citizen))
    words = {"text": "Un año es poco.", "language": "es", "passage": "el primer año"}
    assert posted(client, f"{ROOM}/comentar/", **words) == (302, f"{ROOM}/")
    written = Contribution.objects.get()
    assert written.anchor.quote == "el primer año"
    assert "<blockquote>el primer año</blockquote>" in body_of(client, f"{ROOM}/")
    wrong = words | {"passage": "el segundo año"}
    assert posted(client, f"{ROOM}/comentar/", **wrong)[0] == 422
    signed_in(client, confirmed(leader))
    place = f"{ROOM}/#aporte-{written.pk}"
    base = f"/aportes/{written.pk}"
    assert posted(client, f"{base}/responder/", text="Sí.", language="es") == (302, place)
    side = {"side": "-1", "text": "", "language": "es"}
    assert posted(client, f"{base}/apoyar/", **side) == (302, place)
    assert posted(client, f"{base}/apoyar/", text="", language="es")[0] == 422
    assert Support.objects.get().side == Side.AGAINST
    rule = {"rule": "INSULT", "note": ""}
    assert posted(client, f"{base}/avisar/", **rule) == (302, place)
    assert posted(client, f"{base}/avisar/", **rule)[0] == 422
    assert client.get("/aportes/999999/responder/").status_code == 404


def test_one_proposes_other_words_on_a_page(client: Client, room: str, citizen: Person) -> None:
    signed_in(client, confirmed(citizen))
    path = f"{ROOM}/proponer/"
    assert "no pagará tarifa" in body_of(client, path)
    words = {"text": "Es poco.", "wording": "dos años", "language": "es"}
    assert posted(client, path, passage="el primer año", **words) == (302, f"{ROOM}/")
    assert posted(client, path, passage="el tercer año", **words)[0] == 422


def test_the_office_answers_a_contribution(
    client: Client, room: str, citizen: Person, adviser: Person, secretary: Person
) -> None:
    written = commented(citizen, topic=room)
    path = f"/despacho/aportes/{written.pk}/responder/"
    signed_in(client, citizen)
    assert client.get(path).status_code == 403
    signed_in(client, adviser)
    words = {"status": "NOTED", "text": "Gracias.", "language": "es"}
    assert posted(client, path, **words) == (302, f"{ROOM}/#aporte-{written.pk}")
    assert posted(client, path, **(words | {"text": ""}))[0] == 422
    Contribution.objects.filter(pk=written.pk).update(topic="room:otra")
    assert client.get(path).status_code == 403


def test_hidden_words_are_read_by_moderators_and_their_author_alone(
    room: str,
    bodies: Cast,
    citizen: Person,
    leader: Person,
    adviser: Person,
    auditor: Person,
    moderator: Person,
    second_moderator: Person,
) -> None:
    written = commented(citizen, ABUSE, topic=room)
    hide(contribution=written, rule=Rule.INSULT, by=moderator, at=MONDAY)
    asked = appeal(contribution=written, person=citizen, text="Es crítica.", at=MONDAY)
    everywhere = (
        *(f"{ROOM}{suffix}" for suffix in ("/", ".json", ".csv", ".atom", "/?orden=apoyados")),
        *(f"/aportes/{written.pk}/{step}/" for step in ("responder", "apoyar", "avisar")),
        *("/moderacion/", "/moderacion.json", "/moderacion.csv", "/moderacion.atom", "/registro/"),
        *("/mi/aportes/", f"/mi/aportes/{written.pk}/apelar/", DESK, f"{DESK}{written.pk}/"),
        f"{DESK}apelaciones/{asked.pk}/",
    )
    told: dict[str, list[str]] = {}
    viewers = {"stranger": None, "citizen": citizen, "leader": leader, "adviser": adviser,
               "auditor": auditor, "moderator": moderator, "second": second_moderator}  # fmt: skip
    for name, person in viewers.items():
        client = signed_in(Client(), person) if person else Client()
        pages = {path: client.get(path).content.decode() for path in everywhere}
        told[name] = [path for path, page in pages.items() if "zarzamora" in page]
        assert [path for path, page in pages.items() if "Clara Quishpe" in page] == []
    assert {name: paths for name, paths in told.items() if paths} == {
        "citizen": ["/mi/aportes/", f"/mi/aportes/{written.pk}/apelar/"],
        "moderator": [f"{DESK}{written.pk}/", f"{DESK}apelaciones/{asked.pk}/"],
        "second": [
            f"{DESK}apelaciones/{asked.pk}/"
        ],  # the item itself is in the hands of the first
    }


def test_a_moderator_decides_on_a_page_and_holds_it_meanwhile(
    client: Client,
    room: str,
    citizen: Person,
    leader: Person,
    moderator: Person,
    second_moderator: Person,
) -> None:
    written = commented(citizen, ABUSE, topic=room)
    report_contribution(
        contribution=written, reporter=leader, rule=Rule.INSULT, note="Mira.", at=MONDAY
    )
    signed_in(client, moderator)
    assert "1 aporte denunciado" in body_of(client, DESK)
    assert "1 aporte denunciado espera" in body_of(client, "/despacho/")
    path = f"{DESK}{written.pk}/"
    page = body_of(client, path)
    assert ("Mira." in page, "Luis Tipán" in page) == (True, False)
    other = signed_in(Client(), second_moderator)
    assert other.get(path).status_code == 409
    assert "Lo está leyendo otra persona" in body_of(other, DESK)
    assert posted(client, path, decision="hide", rule="")[0] == 422
    assert posted(client, path, decision="hide", rule="INSULT") == (302, DESK)
    assert "Oculto por moderación: insulta" in body_of(client, f"{ROOM}/")
    assert "Se ocultó: comentario. Insulta o humilla" in body_of(client, "/moderacion/")
    assert posted(client, path, decision="restore") == (302, DESK)
    assert posted(client, path, decision="keep") == (302, DESK)
    assert "zarzamora" in body_of(client, f"{ROOM}/")
    assert client.get(f"{DESK}999999/").status_code == 404


def test_an_author_appeals_and_another_moderator_decides(
    client: Client, room: str, citizen: Person, moderator: Person, second_moderator: Person
) -> None:
    written = commented(citizen, ABUSE, topic=room)
    hide(contribution=written, rule=Rule.INSULT, by=moderator, at=MONDAY)
    signed_in(client, citizen)
    assert "Apelar" in body_of(client, "/mi/aportes/")
    path = f"/mi/aportes/{written.pk}/apelar/"
    assert posted(client, path, text="Es crítica.") == (302, "/mi/aportes/")
    assert posted(client, path, text="Otra vez.")[0] == 422
    assert "Ya apelaste." in body_of(client, "/mi/aportes/")
    assert client.get(f"/mi/aportes/{written.pk}/").headers["Location"] == (
        f"{ROOM}/#aporte-{written.pk}"
    )
    asked = ModerationAppeal.objects.get()
    page = f"{DESK}apelaciones/{asked.pk}/"
    signed_in(client, moderator)
    assert "No hay apelaciones que te toque resolver" in body_of(client, DESK)
    assert posted(client, page, is_granted="yes", answer="Sí.")[0] == 422
    signed_in(client, second_moderator)
    assert f'href="{page}"' in body_of(client, DESK)
    assert "1 apelación espera." in body_of(client, "/despacho/")
    assert posted(client, page, is_granted="yes", answer="Es crítica.") == (302, DESK)
    assert "zarzamora" in body_of(client, f"{ROOM}/")
    assert client.get(f"{DESK}apelaciones/999999/").status_code == 404


def test_nobody_appeals_for_another(
    client: Client, room: str, citizen: Person, leader: Person
) -> None:
    written = commented(citizen, ABUSE, topic=room)
    signed_in(client, leader)
    path = f"/mi/aportes/{written.pk}/apelar/"
    assert client.get(path).headers["Location"] == "/mi/aportes/"


def test_a_flood_is_previewed_hidden_and_shown_again(
    client: Client, room: str, citizen: Person, moderator: Person
) -> None:
    people = neighbours(6)
    first, *_others = [commented(person, "¡Compra YA!", topic=room) for person in people]
    fine = commented(citizen, "Buenos días.", topic=room)
    signed_in(client, moderator)
    path = f"{DESK}{first.pk}/avalancha/"
    assert "¡Compra YA!" in body_of(client, path)
    status, page = posted(client, path, by="text", since="", until="", rule="FLOOD")
    assert (status, "6 aportes" in page, "Buenos días" in page) == (200, True, False)
    chosen = ",".join(
        str(pk) for pk in Contribution.objects.exclude(pk=fine.pk).values_list("pk", flat=True)
    )
    assert f'value="{chosen}"' in page
    apply = f"{DESK}{first.pk}/ocultar-todo/"
    assert client.get(apply).headers["Location"] == path
    assert posted(client, apply, chosen=chosen, rule="FLOOD") == (302, DESK)
    assert posted(client, apply, chosen=chosen, rule="FLOOD")[0] == 422
    assert Contribution.objects.filter(hidden_at=None).get() == fine
    undo = f"{DESK}lotes/{ModerationBatch.objects.get().pk}/deshacer/"
    assert undo in body_of(client, DESK)
    assert posted(client, undo) == (302, DESK)
    assert posted(client, undo)[0] == 422
    assert Contribution.objects.filter(hidden_at=None).count() == 7
    assert client.get(f"{DESK}lotes/999999/deshacer/").status_code == 404
    assert posted(client, path, by="author", since="2030-01-01", until="", rule="FLOOD")[0] == 200


def test_the_rules_are_published(client: Client, bodies: Cast) -> None:
    page = body_of(client, "/reglas/")
    assert all(str(rule) in page for rule in ("Insulta o humilla a una persona", "Es publicidad"))


def test_the_log_for_programs_names_nobody(
    client: Client, room: str, citizen: Person, moderator: Person
) -> None:
    written = commented(citizen, ABUSE, topic=room)
    take_for_review(contribution=written, by=moderator, at=MONDAY)
    hide(contribution=written, rule=Rule.INSULT, by=moderator, at=MONDAY)
    assert json.loads(body_of(client, "/moderacion.json")) == {
        "decisions": [
            {
                "decided_on": "2026-11-02",
                "decision": "HIDE",
                "rule": "INSULT",
                "kind": "COMMENT",
                "at_once": False,
                "demo": False,
            }
        ],
        "count": 1,
    }
    assert body_of(client, "/moderacion.csv").splitlines() == [
        "decided_on,decision,rule,kind,at_once,demo",
        "2026-11-02,HIDE,INSULT,COMMENT,false,false",
    ]
    assert body_of(client, "/moderacion.atom").count("<entry>") == 1
    assert ContributionReport.objects.count() == 0
