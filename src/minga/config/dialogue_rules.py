"""Which parts of the dialogue are open on which kind of thing? The one table, and the texts it speaks of."""

from collections.abc import Mapping

from minga.dialogue.public import (
    DialogueRules,
    Opening,
    Part,
    TextSource,
    install_dialogue_rules,
    install_texts,
)

# Keys are kinds of topic, or `case:` and the code of a kind of case. What is not here can be asked
# about, and nothing else. An opening may name the level of identity it asks for, its first and last
# day, and the states of the case in which it is open.
TALK = {
    Part.QUESTIONS: Opening(),
    Part.COMMENTS: Opening(),
    Part.SUPPORT: Opening(),
}

DIALOGUE_RULES: Mapping[str, DialogueRules] = {
    "activity": DialogueRules(TALK),
    "case:GES": DialogueRules(TALK),
    "case:PRE": DialogueRules(),
}

TEXTS: Mapping[str, TextSource] = {}


def install() -> None:
    """Install both tables, once, at start."""
    install_dialogue_rules(DIALOGUE_RULES)
    install_texts(TEXTS)
