"""The door of the dialogue: the only module other contexts import."""

from minga.dialogue.counter import QUESTION_AT_COUNTER
from minga.dialogue.events import (
    ContributionModerated,
    DialogueChanged,
    QuestionAsked,
    QuestionMerged,
)
from minga.dialogue.follow_events import ConfirmationAsked
from minga.dialogue.follow_links import follow_address
from minga.dialogue.follow_panels import follow_links, own_follow_section
from minga.dialogue.labels import AnswerStatus, Language, Rule, Side
from minga.dialogue.models import Contribution, ModerationAppeal, PublicQuestion
from minga.dialogue.pages.by_code import followed_questions
from minga.dialogue.panels import (
    moderation_sections,
    own_sections,
    public_paths,
    questions_about,
    thread_about,
)
from minga.dialogue.procedure import QUESTION_CASE
from minga.dialogue.queries.brief import questions_in_brief
from minga.dialogue.queries.own import export_own_dialogue
from minga.dialogue.retention import DIALOGUE_RETENTION
from minga.dialogue.rulebook import install_dialogue_rules
from minga.dialogue.rules.follows import Channel, Frequency
from minga.dialogue.rules.openings import DialogueRules, Opening, Part
from minga.dialogue.services.answers import answer_contribution, answer_moves, answer_question
from minga.dialogue.services.appeals import appeal, decide_appeal
from minga.dialogue.services.askers import follow_own_question, follow_where_it_goes_on
from minga.dialogue.services.batch import hide_batch
from minga.dialogue.services.contributions import Said, Voice, comment, propose_wording, reply
from minga.dialogue.services.erasure import erase_contributions_of
from minga.dialogue.services.follow_lists import (
    FOLLOW_RETENTION,
    export_own_follows,
    forget_follows_of,
)
from minga.dialogue.services.following import Wish, follow_as
from minga.dialogue.services.moderation import hide, report_contribution
from minga.dialogue.services.noticing import note_act
from minga.dialogue.services.questions import (
    ask_question,
    follow_up,
    merge_questions,
    say_if_answered,
    wait_too,
    withdraw_question,
)
from minga.dialogue.services.searches import searches_named
from minga.dialogue.services.support import support_contribution
from minga.dialogue.sources import (
    body_topics,
    case_topics,
    person_topics,
    topics_of_question_acts,
)
from minga.dialogue.texts import Range, TextSource, TopicText, install_texts, place_of
from minga.dialogue.topics import ActTopics, Resolver, Topic, install_topics, resolve

__all__ = [
    "DIALOGUE_RETENTION",
    "FOLLOW_RETENTION",
    "QUESTION_AT_COUNTER",
    "QUESTION_CASE",
    "ActTopics",
    "AnswerStatus",
    "Channel",
    "ConfirmationAsked",
    "Contribution",
    "ContributionModerated",
    "DialogueChanged",
    "DialogueRules",
    "Frequency",
    "Language",
    "ModerationAppeal",
    "Opening",
    "Part",
    "PublicQuestion",
    "QuestionAsked",
    "QuestionMerged",
    "Range",
    "Resolver",
    "Rule",
    "Said",
    "Side",
    "TextSource",
    "Topic",
    "TopicText",
    "Voice",
    "Wish",
    "answer_contribution",
    "answer_moves",
    "answer_question",
    "appeal",
    "ask_question",
    "body_topics",
    "case_topics",
    "comment",
    "decide_appeal",
    "erase_contributions_of",
    "export_own_dialogue",
    "export_own_follows",
    "follow_address",
    "follow_as",
    "follow_links",
    "follow_own_question",
    "follow_up",
    "follow_where_it_goes_on",
    "followed_questions",
    "forget_follows_of",
    "hide",
    "hide_batch",
    "install_dialogue_rules",
    "install_texts",
    "install_topics",
    "merge_questions",
    "moderation_sections",
    "note_act",
    "own_follow_section",
    "own_sections",
    "person_topics",
    "place_of",
    "propose_wording",
    "public_paths",
    "questions_about",
    "questions_in_brief",
    "reply",
    "report_contribution",
    "resolve",
    "say_if_answered",
    "searches_named",
    "support_contribution",
    "thread_about",
    "topics_of_question_acts",
    "wait_too",
    "withdraw_question",
]
