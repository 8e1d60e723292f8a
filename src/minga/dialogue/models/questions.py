"""What is known of a public question besides its case and its words?"""

from django.db import models
from django.db.models import F, Q

from minga.dialogue.models.contributions import Contribution


class PublicQuestion(models.Model):
    """A question that somebody owes an answer to; number and state are those of its case.

    Who waits for the answer are the supports of the case's key: whoever asked is the first.
    """

    case = models.OneToOneField(
        "record.Case", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="question"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("case")),
                name="question_not_merged_into_itself",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}"


class AnswerOpinion(models.Model):
    """Whether an answer answers, as one of those who asked says; counted, never named."""

    answer = models.ForeignKey("record.Act", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    is_answered = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("answer", "person"), name="opinion_once_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.is_answered}"
