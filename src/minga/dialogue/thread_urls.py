"""Which address opens which page of comments, proposals and moderation?"""

from django.urls import URLPattern, path, register_converter

from minga.dialogue.pages import (
    answering,
    floods,
    moderating,
    moderation_log,
    own,
    threads,
    writing,
)


class TopicKey:
    """The key of a topic: its kind, a colon, its name, which may hold slashes."""

    regex = r"[a-z]+:[\w.\-]+(?:/[\w.\-]+)*"

    def to_python(self, value: str) -> str:
        """Return the key as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key as it stands."""
        return value


register_converter(TopicKey, "topic")

urlpatterns: list[URLPattern] = [
    # of one contribution
    path("aportes/<int:pk>/responder/", writing.contribution_reply, name="contribution-reply"),
    path("aportes/<int:pk>/apoyar/", writing.contribution_support, name="contribution-support"),
    path("aportes/<int:pk>/avisar/", writing.contribution_report, name="contribution-report"),
    # of a thing: the longer addresses first, for a key may hold slashes
    path("dialogo/<topic:key>/comentar/", writing.comment_new, name="comment-new"),
    path("dialogo/<topic:key>/proponer/", writing.proposal_new, name="proposal-new"),
    path("dialogo/<topic:key>.json", threads.thread_json, name="thread-json"),
    path("dialogo/<topic:key>.csv", threads.thread_csv, name="thread-csv"),
    path("dialogo/<topic:key>.atom", threads.thread_atom, name="thread-atom"),
    path("dialogo/<topic:key>/", threads.thread, name="thread"),
    # rules and the public log
    path("reglas/", moderation_log.rules, name="rules"),
    path("moderacion/", moderation_log.moderation_log, name="moderation-log"),
    path("moderacion.json", moderation_log.moderation_log_json, name="moderation-log-json"),
    path("moderacion.csv", moderation_log.moderation_log_csv, name="moderation-log-csv"),
    path("moderacion.atom", moderation_log.moderation_log_atom, name="moderation-log-atom"),
    # one's own
    path("mi/aportes/", own.own_contribution_list, name="own-contributions"),
    path("mi/aportes/<int:pk>/", own.own_address, name="own-address"),
    path("mi/aportes/<int:pk>/apelar/", own.own_appeal, name="own-appeal"),
    # the desk
    path(
        "despacho/aportes/<int:pk>/responder/",
        answering.contribution_answer,
        name="contribution-answer",
    ),
    path("despacho/moderacion/", moderating.moderation_desk, name="moderation-desk"),
    path("despacho/moderacion/<int:pk>/", moderating.moderation_item, name="moderation-item"),
    path("despacho/moderacion/<int:pk>/avalancha/", floods.flood_new, name="flood-new"),
    path("despacho/moderacion/<int:pk>/ocultar-todo/", floods.flood_apply, name="flood-apply"),
    path("despacho/moderacion/lotes/<int:pk>/deshacer/", floods.flood_undo, name="flood-undo"),
    path(
        "despacho/moderacion/apelaciones/<int:pk>/", moderating.appeal_decide, name="appeal-decide"
    ),
]
