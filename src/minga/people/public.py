"""What may other contexts use of `people`?"""

from minga.people.events import PersonErased, PersonNamed, RecoveryAsked
from minga.people.labels import (
    BODY_KIND_LABELS,
    IDENTITY_LEVEL_LABELS,
    ROLE_LABELS,
    BodyKind,
    IdentityLevel,
    Role,
)
from minga.people.models import (
    Account,
    Appointment,
    Body,
    Identity,
    Person,
    Representation,
    Seat,
    Term,
)
from minga.people.notices import PrivacyNotice
from minga.people.permissions import (
    Viewer,
    in_office,
    is_staff,
    may_administer,
    may_attend_counter,
    may_audit,
    may_certify_for,
    may_moderate,
    may_record_for,
    may_work_in,
    roles_held,
    roles_of,
)
from minga.people.rooms import OWN_SECTIONS, OwnSection, desk_notices, desk_rooms, rooms_for
from minga.people.rules.retention import RetentionRule
from minga.people.services.accounts import create_account, create_person
from minga.people.services.bodies import (
    add_seat,
    add_term,
    appoint,
    end_appointment,
    end_representation,
    found_body,
    represent,
)
from minga.people.services.demonstration import (
    DemonstrationPeople,
    demonstration_links,
    demonstration_people,
    load_demonstration_people,
)
from minga.people.services.erasure import erase_person, replay_erasures
from minga.people.services.export import add_exporter, export_person
from minga.people.services.identity import is_at_least, raise_identity_level, set_national_id
from minga.people.services.invitations import accept_invitation, invite_staff
from minga.people.services.reference import load_reference
from minga.people.services.retention import add_retention, apply_retention
from minga.people.services.saving import PeopleRefused
from minga.people.signing_in import signed_in_required, staff_required, viewer_of

__all__ = [
    "BODY_KIND_LABELS",
    "IDENTITY_LEVEL_LABELS",
    "OWN_SECTIONS",
    "ROLE_LABELS",
    "Account",
    "Appointment",
    "Body",
    "BodyKind",
    "DemonstrationPeople",
    "Identity",
    "IdentityLevel",
    "OwnSection",
    "PeopleRefused",
    "Person",
    "PersonErased",
    "PersonNamed",
    "PrivacyNotice",
    "RecoveryAsked",
    "Representation",
    "RetentionRule",
    "Role",
    "Seat",
    "Term",
    "Viewer",
    "accept_invitation",
    "add_exporter",
    "add_retention",
    "add_seat",
    "add_term",
    "apply_retention",
    "appoint",
    "create_account",
    "create_person",
    "demonstration_links",
    "demonstration_people",
    "desk_notices",
    "desk_rooms",
    "end_appointment",
    "end_representation",
    "erase_person",
    "export_person",
    "found_body",
    "in_office",
    "invite_staff",
    "is_at_least",
    "is_staff",
    "load_demonstration_people",
    "load_reference",
    "may_administer",
    "may_attend_counter",
    "may_audit",
    "may_certify_for",
    "may_moderate",
    "may_record_for",
    "may_work_in",
    "raise_identity_level",
    "replay_erasures",
    "represent",
    "roles_held",
    "roles_of",
    "rooms_for",
    "set_national_id",
    "signed_in_required",
    "staff_required",
    "viewer_of",
]
