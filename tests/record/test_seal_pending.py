"""It is true that acts are sealed once, in order, under heads that chain, whatever runs at once."""

from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minga.kernel import events
from minga.people.public import Body, Person
from minga.record.events import HeadSealed
from minga.record.models import Act, SealedLeaf, SealHead, SealNode
from minga.record.rules.sealed_form import pseudonym, sealed_bytes
from minga.record.rules.tree import leaf_hash, nodes_kept, place_of
from minga.record.sealing.checking import verify_database
from minga.record.sealing.forms import sealed_act, sealed_acts
from minga.record.sealing.proofs import first_head_over, prove_consistency, prove_inclusion
from minga.record.sealing.sealing import head_of, seal_pending, unsealed_acts
from tests.record.acts import AT, add_note, add_notes, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

NOON = datetime.fromisoformat("2026-03-02T17:00:00Z")


def test_nothing_to_seal_makes_no_head_and_no_key(keys: Path):
    assert seal_pending(NOON) is None
    assert not keys.exists()


def test_acts_are_sealed_in_their_order_under_one_head(office: Body, adviser: Person):
    acts = add_notes(open_case(office), adviser, 3)
    head = seal_pending(NOON)
    assert head
    assert (head.number, head.tree_size) == (1, 3)
    placed = SealedLeaf.objects.order_by("position").values_list("position", "act_id")
    assert list(placed) == list(enumerate(act.pk for act in acts))
    leaf = SealNode.objects.get(place=place_of(0, 1))
    assert bytes(leaf.digest) == leaf_hash(sealed_bytes(sealed_act(acts[1])))
    assert SealNode.objects.count() == nodes_kept(3)
    assert seal_pending(NOON) is None


def test_each_head_follows_the_one_before(office: Body, adviser: Person):
    case = open_case(office)
    add_note(case, adviser)
    first = seal_pending(NOON)
    add_notes(case, adviser, 2)
    second = seal_pending(NOON + timedelta(minutes=1))
    assert first
    assert second
    assert bytes(second.previous) == head_of(first).digest()
    assert (second.number, second.tree_size) == (2, 3)
    assert verify_database(NOON).findings == ()
    assert prove_consistency(first, second).findings() == ()


def test_a_clock_that_goes_back_never_makes_a_head_older(office: Body, adviser: Person):
    case = open_case(office)
    first_act = add_note(case, adviser)
    early = seal_pending(AT - timedelta(days=400))
    assert early
    assert early.sealed_at == first_act.recorded_at  # no head is older than what it covers
    second_act = add_note(case, adviser)
    later = seal_pending(AT - timedelta(days=800))
    assert later
    assert later.sealed_at == second_act.recorded_at
    assert verify_database(NOON).is_valid


def test_every_head_is_announced(office: Body, adviser: Person):
    heard: list[HeadSealed] = []
    add_note(open_case(office), adviser)
    events.on(HeadSealed, heard.append)
    try:
        seal_pending(NOON)
    finally:
        events._handlers[HeadSealed].remove(heard.append)
    assert heard == [HeadSealed(number=1, tree_size=1)]


def test_the_sealed_form_is_read_in_one_query_however_many(
    office: Body, adviser: Person, django_assert_num_queries
):
    acts = add_notes(open_case(office), adviser, 5)
    for many in (acts[:1], acts):
        with django_assert_num_queries(1):
            assert len(sealed_acts([act.pk for act in many])) == len(many)


def test_the_sealed_form_says_who_and_what_by_permanent_names(office: Body, adviser: Person):
    case = open_case(office)
    wrong = add_note(case, adviser)
    right = add_note(case, adviser, corrects=wrong)
    form = sealed_act(right).facts()
    assert form["corrects"] == f"{case.number}/1"
    assert form["body"] == office.slug
    assert form["actor"] == pseudonym(adviser.public_id, case.number)
    assert "Nota" not in sealed_bytes(sealed_act(right)).decode()


def test_a_proof_costs_two_queries_and_holds(
    office: Body, adviser: Person, django_assert_num_queries
):
    acts = add_notes(open_case(office), adviser, 9)
    seal_pending(NOON)
    leaf = SealedLeaf.objects.get(act=acts[4])
    head = first_head_over(leaf.position)
    assert head
    with django_assert_num_queries(2):
        proof = prove_inclusion(acts[4], leaf.position, head)
    assert proof.findings() == ()
    assert len(proof.path) == 4


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.sampled_from(["act", "seal"]), min_size=1, max_size=14))
def test_any_order_of_acts_and_seals_gives_valid_proofs(
    office: Body, adviser: Person, steps: list[str]
):
    with transaction.atomic():
        case = open_case(office)
        for step in steps:
            if step == "act":
                add_note(case, adviser)
            else:
                seal_pending(NOON)
        seal_pending(NOON)
        assert verify_database(NOON).findings == ()
        check_every_proof()
        transaction.set_rollback(True)


def check_every_proof() -> None:
    heads = list(SealHead.objects.order_by("number"))
    for leaf in SealedLeaf.objects.select_related("act"):
        for head in heads:
            if head.tree_size > leaf.position:
                assert prove_inclusion(leaf.act, leaf.position, head).findings() == ()
    for earlier in heads:
        for later in heads[earlier.number - 1 :]:
            assert prove_consistency(earlier, later).findings() == ()


# At once


@pytest.mark.django_db(transaction=True)
def test_two_sealings_at_once_seal_every_act_once(office: Body, adviser: Person):
    add_notes(open_case(office), adviser, 40)
    start = Barrier(2, timeout=20)
    heads: list[SealHead | None] = []

    def seal() -> None:
        start.wait()
        try:
            heads.append(seal_pending(NOON))
        finally:
            connections.close_all()

    threads = [Thread(target=seal) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(head is None for head in heads) == [False, True]
    assert SealHead.objects.count() == 1
    assert SealedLeaf.objects.count() == Act.objects.count() == 40
    assert verify_database(NOON).is_valid


@pytest.mark.django_db(transaction=True)
def test_an_act_that_commits_late_with_an_early_id_is_not_forgotten(office: Body, adviser: Person):
    slow, quick = open_case(office), open_case(office)
    appended, sealed = Barrier(2, timeout=20), Barrier(2, timeout=20)

    def append_slowly() -> None:
        try:
            with transaction.atomic():
                add_note(slow, adviser)
                appended.wait()
                sealed.wait()
        finally:
            connections.close_all()

    thread = Thread(target=append_slowly)
    thread.start()
    appended.wait()
    later = add_note(quick, adviser)
    first = seal_pending(NOON)
    sealed.wait()
    thread.join()
    assert first
    assert first.tree_size == 1
    (forgotten,) = unsealed_acts()
    assert forgotten < later.pk
    second = seal_pending(NOON)
    assert second
    assert second.tree_size == 2
    assert verify_database(NOON).is_valid


@pytest.mark.django_db(transaction=True)
def test_a_sealing_that_fails_leaves_nothing_behind(office: Body, adviser: Person, keys: Path):
    case = open_case(office)
    add_note(case, adviser)
    seal_pending(NOON)
    add_note(case, adviser)
    (keys / "seal-ed25519.pem").unlink()
    with pytest.raises(Exception, match="signing-key-missing"):
        seal_pending(NOON)
    assert SealHead.objects.count() == SealedLeaf.objects.count() == SealNode.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        f"{verb} record_{table}{rest}"
        for table, column in [("sealedleaf", "position"), ("sealnode", "place"), ("sealhead", "number")]
        for verb, rest in [
            ("UPDATE", f" SET {column} = {column} + 1"), ("DELETE FROM", ""), ("TRUNCATE", " CASCADE"),
        ]
    ],
)  # fmt: skip
def test_the_database_refuses_to_change_or_remove_a_seal(
    office: Body, adviser: Person, statement: str
):
    add_note(open_case(office), adviser)
    seal_pending(NOON)
    connection.check_constraints()  # or TRUNCATE is refused for waiting checks, not by the trigger
    with (
        pytest.raises(DatabaseError, match="append_only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
