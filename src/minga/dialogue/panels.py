"""What does the dialogue show on pages of others? Questions, threads, and what waits at the desk."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.dialogue.pages.question_words import QuestionsShown, questions_shown
from minga.dialogue.pages.threads import ThreadShown, thread_shown
from minga.dialogue.queries import questions as question_queries
from minga.dialogue.queries.moderation import open_appeals, reported
from minga.dialogue.queries.threads import thread_of
from minga.dialogue.rulebook import opening_of
from minga.dialogue.rules.openings import Part
from minga.dialogue.topics import Topic
from minga.kernel import clock
from minga.people.public import OwnSection, Viewer, may_moderate
from minga.record.public import DeskSection
from minga.website.parts import Link


def questions_about(topic_key: str, *, limit: int = 3) -> QuestionsShown:
    """Return the questions about a thing, ready for `{% include "dialogue/_questions.html" %}` as `asked`.

    Unanswered ones come first, those that most people wait for on top. Seven queries at most; the
    page depends on "dialogue" too.
    """
    return questions_shown(question_queries.questions_about(topic_key, clock.today(), limit=limit))


def thread_about(topic: Topic, *, page: str | None = None) -> ThreadShown | None:
    """Return what is said about a thing, ready for `{% include "dialogue/_thread.html" %}` as `shown`.

    None where comments are not switched on. Five queries, whatever was said; the page depends on
    "dialogue" too.
    """
    if opening_of(topic, Part.COMMENTS) is None:
        return None
    return thread_shown(topic, thread_of(topic.key, page=page))


def public_paths() -> list[str]:
    """Return the addresses of public pages, for search engines."""
    names = ("question-list", "rules", "moderation-log")
    return [reverse(f"dialogue:{name}") for name in names]


def moderation_sections(viewers: Sequence[Viewer]) -> dict[Viewer, Sequence[DeskSection]]:
    """Return for slot `desk.sections` what waits for a moderator; two queries for one, none for others."""
    return {viewer: _sections(viewer) for viewer in viewers if may_moderate(viewer, viewer.on)}


def _sections(viewer: Viewer) -> list[DeskSection]:
    count = reported(clock.now()).count()
    appeals = open_appeals(viewer.person).count()
    text = ngettext(
        "%(n)s aporte denunciado espera que alguien lo lea.",
        "%(n)s aportes denunciados esperan que alguien los lea.",
        count,
    ) % {"n": count}
    if appeals:
        text += " " + ngettext("%(n)s apelación espera.", "%(n)s apelaciones esperan.", appeals) % {
            "n": appeals
        }
    url = reverse("dialogue:moderation-desk")
    return [DeskSection(_("Moderación"), text, _("Abrir la cola"), url)]


def own_sections(viewers: Sequence[Viewer]) -> Mapping[Viewer, Sequence[OwnSection]]:
    """Return for slot `own.sections` the way to what one wrote."""
    link = Link(_("Ver lo que escribí"), reverse("dialogue:own-contributions"))
    text = _("Tus preguntas y comentarios, qué se respondió y qué se ocultó.")
    return {viewer: [OwnSection(_("Lo que escribiste"), text, link)] for viewer in viewers}
