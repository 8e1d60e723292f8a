"""A document is handed over to who may see its act, under its own name, so that it can do no harm."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from minga.people.models import Body, Person
from minga.record.documents import attach
from minga.record.labels import Visibility
from minga.record.models import ActDocument, Case
from minga.record.services import Words, append_act, lock_case
from tests.cast import signed_in
from tests.record import files
from tests.record.clocks import ASK_AGAIN, FILED_AT, file_request, parameter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any, later: datetime) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def case(citizen: Person, council: Body) -> Case:
    parameter("test.response")
    parameter("test.other")
    return file_request(citizen, council)[0]


def attached(case: Case, actor: Person, content: bytes, name: str) -> str:
    """Attach a file to the case and return its address."""
    words = Words(attachments=(attach(files.upload(content, name)),))
    append_act(lock_case(case.pk), ASK_AGAIN, actor=actor, happened_at=FILED_AT, words=words)
    use = ActDocument.objects.get()
    return f"/registro/documentos/{use.document.sha256}/{use.name}"


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.fixture
def client() -> Iterator[Client]:
    """A client that closes the files it was handed."""
    client, answers = Client(), list[Any]()
    ask = client.get

    def get(*args: Any, **kwargs: Any) -> Any:
        answers.append(ask(*args, **kwargs))
        return answers[-1]

    client.get = get  # type: ignore[method-assign]  # to remember the answers
    yield client
    for answer in answers:
        answer.close()


@pytest.mark.parametrize(
    ("content", "name", "media_type", "disposition"),
    [
        (files.PDF, "lista.pdf", "application/pdf", "attachment"),
        (files.picture("PNG"), "foto.png", "image/png", "inline"),
        (b"hola", "nota.txt", "text/plain; charset=utf-8", "inline"),
        (b"a,b", "datos.csv", "text/csv; charset=utf-8", "attachment"),
        (files.office(files.WORD_MAIN), "carta.docx", None, "attachment"),
    ],
)
def test_a_document_comes_with_headers_that_keep_it_harmless(
    client: Client,
    case: Case,
    citizen: Person,
    content: bytes,
    name: str,
    media_type: str | None,
    disposition: str,
) -> None:
    answer = client.get(attached(case, citizen, content, name))
    assert answer.status_code == 200
    assert media_type in {None, answer.headers["Content-Type"]}
    assert answer.headers["Content-Disposition"] == f'{disposition}; filename="{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_what_was_sent_is_what_is_handed_over(client: Client, case: Case, citizen: Person) -> None:
    assert body_of(client.get(attached(case, citizen, files.PDF, "lista.pdf"))) == files.PDF


def test_who_has_it_already_gets_no_copy(client: Client, case: Case, citizen: Person) -> None:
    address = attached(case, citizen, files.PDF, "lista.pdf")
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_a_name_the_document_does_not_bear_is_unknown(
    client: Client, case: Case, citizen: Person
) -> None:
    address = attached(case, citizen, files.PDF, "lista.pdf")
    assert client.get(address.replace("lista.pdf", "renuncia.pdf")).status_code == 404
    assert client.get(f"/registro/documentos/{'0' * 64}/lista.pdf").status_code == 404
    assert client.get("/registro/documentos/../../etc/passwd").status_code == 404


def test_a_document_no_act_uses_is_unknown(client: Client) -> None:
    document = attach(files.upload(files.PDF, "lista.pdf")).document
    assert client.get(f"/registro/documentos/{document.sha256}/lista.pdf").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("secretary", 200), ("auditor", 200), ("councillor", 200), ("clerk", 404), ("leader", 404)],
)
def test_a_document_of_a_staff_case_is_for_the_staff_of_its_body(
    client: Client,
    case: Case,
    citizen: Person,
    request: pytest.FixtureRequest,
    role: str,
    status: int,
) -> None:
    address = attached(case, citizen, files.PDF, "lista.pdf")
    Case.objects.filter(pk=case.pk).update(visibility=Visibility.STAFF)
    assert client.get(address).status_code == 404
    signed_in(client, request.getfixturevalue(role))
    answer = client.get(address)
    assert answer.status_code == status
    assert status == 404 or answer.headers["Cache-Control"] == "private, no-store"


def test_a_document_of_both_a_public_and_a_staff_case_is_public(
    client: Client, case: Case, citizen: Person, council: Body
) -> None:
    address = attached(case, citizen, files.PDF, "lista.pdf")
    Case.objects.filter(pk=case.pk).update(visibility=Visibility.STAFF)
    other, _act = file_request(citizen, council)
    words = Words(attachments=(attach(files.upload(files.PDF, "lista.pdf")),))
    append_act(lock_case(other.pk), ASK_AGAIN, actor=citizen, happened_at=FILED_AT, words=words)
    assert client.get(address).status_code == 200
