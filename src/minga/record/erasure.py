"""How are a person's words forgotten? Emptied with their salt: every seal stays valid, and mute."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from minga.kernel.clock import local_date
from minga.people.public import Appointment, in_office
from minga.record.documents import forget_document
from minga.record.labels import Standing, Visibility
from minga.record.models import Act, ActDocument, ActText, Document
from minga.record.rules.personal_words import are_personal


def erase_words_of(person_id: int) -> int:
    """Empty the words that a person wrote as a citizen; return how many acts lost theirs.

    What they wrote in an office, in its function, stays. A second call changes nothing.
    """
    appointments = tuple(Appointment.objects.filter(person_id=person_id))
    return erase_words(
        act.pk
        for act in Act.objects.filter(actor_id=person_id).only("pk", "standing", "happened_at")
        if are_personal(
            by_citizen=act.standing == Standing.CITIZEN,
            held_office=bool(in_office(appointments, local_date(act.happened_at))),
        )
    )


@transaction.atomic
def erase_words(act_ids: Iterable[int]) -> int:
    """Empty the words, names of files and salts of acts; return how many had any.

    Their documents go too, unless another act shows them. The acts and their seals do not change:
    without the salt a commitment tells nothing about the words.
    """
    acts = list(act_ids)
    shown = ActDocument.objects.filter(act__in=acts).select_related("document")
    documents = [use.document for use in shown]
    shown.delete()
    for document in documents:
        transaction.on_commit(partial(_forget, document))
    words = ActText.objects.filter(act__in=acts).exclude(salt=b"")
    return words.update(title="", text="", language="", salt=b"")


@transaction.atomic
def forget_private_evidence(act_ids: Iterable[int]) -> int:
    """Remove the documents that acts keep for the staff alone; return how many there were.

    Their seals do not cover them. What another act shows stays.
    """
    uses = ActDocument.objects.filter(act__in=list(act_ids), visibility=Visibility.STAFF)
    documents = [use.document for use in uses.select_related("document")]
    uses.delete()
    for document in documents:
        transaction.on_commit(partial(_forget, document))
    return len(documents)


def _forget(document: Document) -> None:
    """Remove the content once the words are gone for good, and not before."""
    forget_document(document)
