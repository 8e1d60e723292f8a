"""Which rules of the dialogue hold for a thing? The table kind → rules, installed by `config`."""

from collections.abc import Mapping
from datetime import date

from minga.dialogue.rules.openings import QUESTIONS_ONLY, DialogueRules, Opening, Part
from minga.dialogue.topics import Topic
from minga.record.public import Case

_rules: dict[str, DialogueRules] = {}


def install_dialogue_rules(rules: Mapping[str, DialogueRules]) -> None:
    """Put the table in force; called once, by `config.dialogue_rules`.

    A key is a kind of topic (`activity`), or `case:` and the code of a kind of case (`case:GES`).
    """
    _rules.clear()
    _rules.update(rules)


def rules_of(topic_key: str) -> DialogueRules:
    """Return the rules for a topic; questions alone are open where nothing is declared."""
    kind, _, name = topic_key.partition(":")
    code = f"{kind}:{name.partition('-')[0]}" if kind == "case" else kind
    return _rules.get(code, QUESTIONS_ONLY)


def opening_of(topic: Topic, part: Part) -> Opening | None:
    """Return when and for whom a part is open on a topic; None where it is not switched on."""
    return rules_of(topic.key).opening(part)


def refusal_of(topic: Topic, part: Part, on: date) -> str | None:
    """Return the code of why a part is closed on a topic on a day; None while it is open."""
    opening = opening_of(topic, part)
    if opening is None:
        return "not-open"
    return opening.refusal(state_of(topic) if opening.states else "", on)


def state_of(topic: Topic) -> str:
    """Return the state of the case behind a topic; empty for what is none. One query."""
    if topic.kind != "case":
        return ""
    number = topic.key.partition(":")[2]
    return Case.objects.filter(number=number).values_list("state", flat=True).first() or ""
