"""It is true that an office that edits its own database is found out."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from minga.people.public import Body, Person
from minga.record.labels import Standing, Visibility
from minga.record.models import Act, ActDocument, ActText, Document
from minga.record.rules.dump import Leaf, Withheld
from minga.record.rules.dump_reading import read_dump
from minga.record.rules.verification import verify
from minga.record.sealing.act_check import check_act
from minga.record.sealing.checking import verify_database
from minga.record.sealing.export import export_record
from minga.record.sealing.sealing import head_of, seal_pending
from tests.record.acts import add_note, add_notes, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@contextmanager
def owner_without_triggers() -> Iterator[None]:
    """Do what only the owner of the database can: write past the triggers."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def acts(office: Body, adviser: Person) -> list[Act]:
    """Five acts of one case, the first three sealed before the others."""
    case = open_case(office)
    first = add_notes(case, adviser, 3)
    seal_pending(NOON)
    second = add_notes(case, adviser, 2)
    seal_pending(NOON)
    return [*first, *second]


def database_sentences() -> list[str]:
    return [found.sentence for found in verify_database(NOON).findings]


def test_an_untouched_database_holds(acts: list[Act]):
    verdict = verify_database(NOON)
    assert (verdict.findings, verdict.acts, verdict.heads, verdict.words) == ((), 5, 2, 5)


def test_an_act_edited_past_the_triggers_is_named(acts: list[Act]):
    with owner_without_triggers():
        Act.objects.filter(pk=acts[1].pk).update(payload={"amount": 9000})
    assert database_sentences() == [
        f"El hecho {acts[1].case.number}/2, en la posición 1, fue alterado: su contenido no es el que se selló."
    ]


def test_an_act_deleted_past_the_triggers_is_named(acts: list[Act]):
    number = acts[1].case.number
    with owner_without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_act WHERE id = %s", [acts[1].pk])
    assert database_sentences() == [f"Falta el hecho {number}/2, sellado en la posición 1."]


def test_acts_exchanged_past_the_triggers_are_named(acts: list[Act]):
    with owner_without_triggers(), connection.cursor() as cursor:
        cursor.execute("UPDATE record_sealedleaf SET act_id = -act_id WHERE position IN (1, 2)")
        for position, act in ((1, acts[2]), (2, acts[1])):
            cursor.execute(
                "UPDATE record_sealedleaf SET act_id = %s WHERE position = %s", [act.pk, position]
            )
    number = acts[1].case.number
    assert database_sentences() == [
        f"El hecho {number}/3 cambió de lugar: se selló en la posición 2 y aparece después del de la posición 0."
    ]


def test_words_edited_afterwards_are_named(acts: list[Act]):
    with owner_without_triggers():
        ActText.objects.filter(act=acts[3]).update(text="Nunca dije eso")
    assert database_sentences() == [
        f"El texto del hecho {acts[3].case.number}/4 no es el que se selló: alguien lo cambió después."
    ]


def test_documents_are_part_of_the_words_in_the_order_of_their_attachment(
    office: Body, adviser: Person, tmp_path: Path
):
    documents = [
        Document.objects.create(sha256=digit * 64, media_type="application/pdf", size=1)
        for digit in "ba"
    ]
    act = add_note(open_case(office), adviser, documents=documents)
    seal_pending(NOON)
    assert verify_database(NOON).findings == ()
    out = tmp_path / "registro.jsonl"
    export_record(out, NOON)
    assert verify(read_dump(io.BytesIO(out.read_bytes()))).words == 1
    ActDocument.objects.filter(document=documents[1]).delete()
    assert database_sentences() == [
        f"El texto del hecho {act.case.number}/1 no es el que se selló: alguien lo cambió después."
    ]


def test_a_complete_subtree_that_is_gone_at_the_end_is_found(office: Body, adviser: Person):
    add_notes(open_case(office), adviser, 2)
    seal_pending(NOON)
    with owner_without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_sealnode WHERE place = 2")
    assert [found.code for found in verify_database(NOON).findings] == ["node-differs"]


def test_a_head_that_is_gone_leaves_an_act_unproven(acts: list[Act]):
    with owner_without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_sealhead WHERE number = 2")
    assert check_act(acts[4], 4) is None


@pytest.mark.parametrize(("place", "leaf"), [(2, False), (3, True)])
def test_a_stored_hash_that_was_altered_is_found(acts: list[Act], place: int, leaf: bool):
    with owner_without_triggers(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE record_sealnode SET digest = %s WHERE place = %s", [bytes(32), place]
        )
    codes = [found.code for found in verify_database(NOON).findings]
    assert codes == (["altered", "root-differs", "node-differs"] if leaf else ["node-differs"])


@pytest.mark.parametrize(
    ("place", "codes"),
    [(7, ["tree-short"]), (2, ["node-differs"]), (6, ["node-differs"])],
)
def test_a_stored_hash_that_is_gone_is_found(acts: list[Act], place: int, codes: list[str]):
    with owner_without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_sealnode WHERE place = %s", [place])
    assert [found.code for found in verify_database(NOON).findings] == codes


def test_a_history_sealed_anew_breaks_on_the_head_a_stranger_kept(acts: list[Act], adviser: Person):
    kept = head_of(seal_pending_after_a_note(acts[0], adviser))
    with owner_without_triggers(), connection.cursor() as cursor:
        cursor.execute("UPDATE record_act SET payload = '{}' WHERE id = %s", [acts[1].pk])
        cursor.execute("DELETE FROM record_sealedleaf")
        cursor.execute("DELETE FROM record_sealnode")
        cursor.execute("DELETE FROM record_sealhead")
    seal_pending(NOON)
    assert verify_database(NOON).is_valid
    assert [found.code for found in verify_database(NOON, kept).findings] == ["rewritten"]


def seal_pending_after_a_note(act: Act, adviser: Person):
    add_note(act.case, adviser)
    head = seal_pending(NOON)
    assert head
    return head


# The dump


def test_the_public_record_is_exported_whole_and_holds(
    acts: list[Act], office: Body, adviser: Person, citizen: Person, tmp_path: Path
):
    hidden = add_note(open_case(office, visibility=Visibility.STAFF), adviser, title="Reservado")
    spoken = add_note(acts[0].case, citizen, title="Mi pedido", standing=Standing.CITIZEN)
    head = seal_pending(NOON)
    assert head
    out = tmp_path / "registro.jsonl"
    assert export_record(out, NOON) == out.stat().st_size
    assert list(tmp_path.glob("*.part")) == []
    verdict = verify(read_dump(io.BytesIO(out.read_bytes())), head_of(head))
    assert (verdict.findings, verdict.acts, verdict.withheld, verdict.words) == ((), 6, 1, 5)
    with out.open("rb") as stream:
        leaves = {
            record.position: record
            for _, record in read_dump(stream)
            if isinstance(record, Leaf | Withheld)
        }
    assert leaves[5] == Withheld(5)
    assert isinstance(leaves[6], Leaf)
    assert leaves[6].words is None
    content = out.read_text()
    assert hidden.case.number not in content
    assert "Mi pedido" not in content
    assert spoken.text_commitment in content
    assert str(citizen.public_id) not in content


def test_what_is_not_sealed_yet_waits_for_the_next_dump(
    acts: list[Act], adviser: Person, tmp_path: Path
):
    add_note(acts[0].case, adviser)
    out = tmp_path / "registro.jsonl"
    export_record(out, NOON)
    verdict = verify(read_dump(io.BytesIO(out.read_bytes())))
    assert (verdict.is_valid, verdict.tree_size) == (True, 5)


def test_an_export_that_fails_leaves_no_file(acts: list[Act], tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        export_record(tmp_path / "no" / "registro.jsonl", NOON)
    assert list(tmp_path.rglob("*registro*")) == []
