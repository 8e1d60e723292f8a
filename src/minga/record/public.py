"""The door of the record: the only module other contexts import."""

from minga.record.act_words import act_title, knots_of
from minga.record.case_kinds import (
    ActLabel,
    CaseKind,
    Expiry,
    QueueLine,
    act_label,
    case_kind,
    case_kinds,
    install_case_kinds,
    kinds_without_queue,
)
from minga.record.confirmation import (
    Confirmation,
    confirm_parameter,
    sealed_value,
)
from minga.record.counter.acts import (
    AtCounter,
    CounterAct,
    CounterForm,
    ReceiptLine,
    counter_acts,
    install_counter_acts,
)
from minga.record.counter.own import COUNTER_RETENTION, export_visits, forget_person_at_counter
from minga.record.deadlines import (
    DeadlineView,
    NotATerm,
    deadline_view,
    deadlines_of,
    legal_calendar,
)
from minga.record.dependence import (
    unverified_by_dependence,
)
from minga.record.desk import (
    DeskAct,
    DeskSection,
    desk_of,
    running_deadlines,
)
from minga.record.documents import (
    attach,
    store_document,
)
from minga.record.erasure import erase_words_of, forget_private_evidence
from minga.record.events import (
    ActAppended,
    DeadlineExpired,
    HeadSealed,
)
from minga.record.evidence import evidence_of
from minga.record.expiry import (
    expire_clocks,
    expiry_for,
    offered_effects,
)
from minga.record.follow_codes import (
    IssuedFollowCode,
    export_follow_codes,
    issue_follow_code,
    revoke_follow_code,
)
from minga.record.followed import FollowedSection
from minga.record.frozen import Frozen
from minga.record.holidays import (
    Declaration,
    declare_holiday,
    holidays_of_year,
)
from minga.record.labels import STANDING_LABELS, STANDING_MEANINGS, Standing, Visibility, Weight
from minga.record.models import (
    Act,
    ActDocument,
    ActText,
    Case,
    Deadline,
    Document,
    LegalParameter,
)
from minga.record.own_acts import export_own_acts
from minga.record.panels import (
    register_acts,
)
from minga.record.parameters import (
    ParameterNotSet,
    decimal_on,
    flag_on,
    load_reference,
    parameter_names,
    parameter_on,
    reference_rows,
    text_on,
    value_on,
    whole_on,
)
from minga.record.procedures import (
    CALENDAR_CASE,
    PARAMETER_CASE,
)
from minga.record.queries import ProofLink, proof_of, public_acts, public_cases, ready
from minga.record.refusal_labels import (
    refusal_sentence,
)
from minga.record.registers import (
    Registrar,
)
from minga.record.rule_table import (
    RuleRow,
    rule_rows,
)
from minga.record.rules.document_types import (
    DocumentRefused,
)
from minga.record.rules.sealed_form import Payload, pseudonym
from minga.record.services import (
    ActInTheFuture,
    Attachment,
    Source,
    StaleCase,
    Words,
    append_act,
    lock_case,
    register_case,
    replayed_state,
)
from minga.record.similar import similar_cases
from minga.record.topics import cases_named, topics_of_record_acts

__all__ = [
    "CALENDAR_CASE",
    "COUNTER_RETENTION",
    "PARAMETER_CASE",
    "STANDING_LABELS",
    "STANDING_MEANINGS",
    "Act",
    "ActAppended",
    "ActDocument",
    "ActInTheFuture",
    "ActLabel",
    "ActText",
    "AtCounter",
    "Attachment",
    "Case",
    "CaseKind",
    "Confirmation",
    "CounterAct",
    "CounterForm",
    "Deadline",
    "DeadlineExpired",
    "DeadlineView",
    "Declaration",
    "DeskAct",
    "DeskSection",
    "Document",
    "DocumentRefused",
    "Expiry",
    "FollowedSection",
    "Frozen",
    "HeadSealed",
    "IssuedFollowCode",
    "LegalParameter",
    "NotATerm",
    "ParameterNotSet",
    "Payload",
    "ProofLink",
    "QueueLine",
    "ReceiptLine",
    "Registrar",
    "RuleRow",
    "Source",
    "StaleCase",
    "Standing",
    "Visibility",
    "Weight",
    "Words",
    "act_label",
    "act_title",
    "append_act",
    "attach",
    "case_kind",
    "case_kinds",
    "cases_named",
    "confirm_parameter",
    "counter_acts",
    "deadline_view",
    "deadlines_of",
    "decimal_on",
    "declare_holiday",
    "desk_of",
    "erase_words_of",
    "evidence_of",
    "expire_clocks",
    "expiry_for",
    "export_follow_codes",
    "export_own_acts",
    "export_visits",
    "flag_on",
    "forget_person_at_counter",
    "forget_private_evidence",
    "holidays_of_year",
    "install_case_kinds",
    "install_counter_acts",
    "issue_follow_code",
    "kinds_without_queue",
    "knots_of",
    "legal_calendar",
    "load_reference",
    "lock_case",
    "offered_effects",
    "parameter_names",
    "parameter_on",
    "proof_of",
    "pseudonym",
    "public_acts",
    "public_cases",
    "ready",
    "reference_rows",
    "refusal_sentence",
    "register_acts",
    "register_case",
    "replayed_state",
    "revoke_follow_code",
    "rule_rows",
    "running_deadlines",
    "sealed_value",
    "similar_cases",
    "store_document",
    "text_on",
    "topics_of_record_acts",
    "unverified_by_dependence",
    "value_on",
    "whole_on",
]
