"""The door of the record: the only module other contexts import."""

from minga.record.act_words import act_title, evidence_link, knots_of
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
from minga.record.counter.hours import Opening, set_hours
from minga.record.counter.own import COUNTER_RETENTION, export_visits, forget_person_at_counter
from minga.record.counter.own_counter_acts import END_CODE, RENEW_CODE, SHOWN_ID
from minga.record.counter.papers import print_papers
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
from minga.record.follow_pages import code_held
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
    counter_room,
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
from minga.record.privacy.breaches import BreachStep, open_breach
from minga.record.privacy.breaches import take_step as take_breach_step
from minga.record.privacy.counter import CONSENT_ACT, DATA_REQUEST_ACT
from minga.record.privacy.exporting import export_data_requests
from minga.record.privacy.forgetting import (
    REQUESTS_RETENTION,
    forget_requests_of,
)
from minga.record.privacy.models import DataSubjectRequest
from minga.record.privacy.panels import (
    own_data_requests,
    privacy_acts,
    privacy_room,
    processing_section,
)
from minga.record.privacy.procedures import (
    BREACH_CASE,
    DATA_REQUEST_CASE,
    PROCESSING_CASE,
)
from minga.record.privacy.register import (
    OwnRow,
    ProcessingRow,
    add_processing,
    install_processing,
    processing_rows,
)
from minga.record.privacy.requests import (
    AskedData,
    DataCorrection,
    DataDecision,
    ask_for_identity,
    confirm_identity,
    hand_over_copy,
)
from minga.record.privacy.requests import decide as decide_data_request
from minga.record.privacy.requests import open_request as open_data_request
from minga.record.privacy.requests import withdraw_request as withdraw_data_request
from minga.record.privacy.rows import RECORD_PROCESSING
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
from minga.record.rules.breaches import AUTHORITY_NOTICE, SUBJECT_NOTICE
from minga.record.rules.data_requests import DataRight, IdentityProof, RefusalCause
from minga.record.rules.document_types import (
    DocumentRefused,
)
from minga.record.rules.processing import LegalBasis
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
from minga.record.topics import topics_of_record_acts

__all__ = [
    "AUTHORITY_NOTICE",
    "BREACH_CASE",
    "CALENDAR_CASE",
    "CONSENT_ACT",
    "COUNTER_RETENTION",
    "DATA_REQUEST_ACT",
    "DATA_REQUEST_CASE",
    "END_CODE",
    "PARAMETER_CASE",
    "PROCESSING_CASE",
    "RECORD_PROCESSING",
    "RENEW_CODE",
    "REQUESTS_RETENTION",
    "SHOWN_ID",
    "STANDING_LABELS",
    "STANDING_MEANINGS",
    "SUBJECT_NOTICE",
    "Act",
    "ActAppended",
    "ActDocument",
    "ActInTheFuture",
    "ActLabel",
    "ActText",
    "AskedData",
    "AtCounter",
    "Attachment",
    "BreachStep",
    "Case",
    "CaseKind",
    "Confirmation",
    "CounterAct",
    "CounterForm",
    "DataCorrection",
    "DataDecision",
    "DataRight",
    "DataSubjectRequest",
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
    "IdentityProof",
    "IssuedFollowCode",
    "LegalBasis",
    "LegalParameter",
    "NotATerm",
    "Opening",
    "OwnRow",
    "ParameterNotSet",
    "Payload",
    "ProcessingRow",
    "ProofLink",
    "QueueLine",
    "ReceiptLine",
    "RefusalCause",
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
    "add_processing",
    "append_act",
    "ask_for_identity",
    "attach",
    "case_kind",
    "case_kinds",
    "code_held",
    "confirm_identity",
    "confirm_parameter",
    "counter_acts",
    "counter_room",
    "deadline_view",
    "deadlines_of",
    "decide_data_request",
    "decimal_on",
    "declare_holiday",
    "desk_of",
    "erase_words_of",
    "evidence_link",
    "evidence_of",
    "expire_clocks",
    "expiry_for",
    "export_data_requests",
    "export_follow_codes",
    "export_own_acts",
    "export_visits",
    "flag_on",
    "forget_person_at_counter",
    "forget_private_evidence",
    "forget_requests_of",
    "hand_over_copy",
    "holidays_of_year",
    "install_case_kinds",
    "install_counter_acts",
    "install_processing",
    "issue_follow_code",
    "kinds_without_queue",
    "knots_of",
    "legal_calendar",
    "load_reference",
    "lock_case",
    "offered_effects",
    "open_breach",
    "open_data_request",
    "own_data_requests",
    "parameter_names",
    "parameter_on",
    "print_papers",
    "privacy_acts",
    "privacy_room",
    "processing_rows",
    "processing_section",
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
    "set_hours",
    "similar_cases",
    "store_document",
    "take_breach_step",
    "text_on",
    "topics_of_record_acts",
    "unverified_by_dependence",
    "value_on",
    "whole_on",
    "withdraw_data_request",
]
