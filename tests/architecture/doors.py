"""Which routes are not open to everybody, and how does each door treat whom?

The table is the whole answer: a route that is not in it is a public page. `tests/architecture/
test_routes.py` opens every route as every viewer and compares.
"""

from collections.abc import Callable

PEOPLE = (
    "citizen",
    "leader",
    "clerk",
    "adviser",
    "councillor",
    "secretary",
    "auditor",
    "administrator",
    "moderator",
)
STRANGER, UNPROVEN = "stranger", "staff without second factor"
VIEWERS = (STRANGER, *PEOPLE, UNPROVEN)
STAFF = PEOPLE[2:]
INSIDERS = ("adviser", "auditor")  # who may see what the office keeps to itself

ENTERS, LED_AWAY, REFUSED, NOTHING, ONLY_FORMS = 200, 302, 403, 404, 405

type Door = Callable[[str], int]


def everybody(viewer: str) -> int:
    """A public page: the same for all."""
    del viewer
    return ENTERS


def only(*who: str) -> Door:
    """A room: who is not signed in, or not proven, is led to the door; others are refused."""

    def door(viewer: str) -> int:
        if viewer in {STRANGER, UNPROVEN}:
            return LED_AWAY
        return ENTERS if viewer in who else REFUSED

    return door


def entrance(viewer: str) -> int:
    """The door itself: whoever is inside already is led on."""
    return ENTERS if viewer == STRANGER else LED_AWAY


def open_door(viewer: str) -> int:
    """A page beside the door, for anybody but staff that has still to prove itself."""
    return LED_AWAY if viewer == UNPROVEN else ENTERS


def signed_in(viewer: str) -> int:
    """A step of signing in: for whoever has an account, proven or not."""
    return LED_AWAY if viewer == STRANGER else ENTERS


def without_one(viewer: str) -> int:
    """A page about a factor that nobody here has."""
    return LED_AWAY if viewer in {STRANGER, UNPROVEN} else NOTHING


def without_one_yet(viewer: str) -> int:
    """The same, for a page that is part of enrolling."""
    return LED_AWAY if viewer == STRANGER else NOTHING


def forms(viewer: str) -> int:
    """An address in a private room that answers to forms alone."""
    return LED_AWAY if viewer == UNPROVEN else ONLY_FORMS


def only_the_advisers(viewer: str) -> int:
    """A thing of the adviser: who might have one like it finds nothing, others are refused."""
    return NOTHING if viewer in {"councillor", "secretary"} else only("adviser")(viewer)


def only_the_clerk(viewer: str) -> int:
    """A thing of the clerk's counter: who attends at another finds nothing, others are refused."""
    return NOTHING if viewer == "secretary" else only("clerk")(viewer)


def only_the_citizen(viewer: str) -> int:
    """A thing of one person: who is signed in as somebody else finds nothing."""
    if viewer in {STRANGER, UNPROVEN}:
        return LED_AWAY
    return ENTERS if viewer == "citizen" else NOTHING


def always(status: int) -> Door:
    """The same answer for all."""
    return lambda viewer: status


def moderators_are_led_on(viewer: str) -> int:
    """A step of moderation that answers to a form, and leads whoever opens it to the form."""
    return LED_AWAY if viewer == "moderator" else only()(viewer)


own = only(*PEOPLE)
moderators = only("moderator")
staff = only(*STAFF)
recorders = only("adviser", "councillor", "secretary")  # for a body of their own
plan_office = only("adviser", "secretary")  # for the office whose plan it is
registrars = only("secretary", "administrator")
readers = only("auditor", "administrator")
administrators = only("administrator")

DOORS: dict[str, Door] = {
    "security": always(NOTHING),  # the operator has named no contact
    # the own account
    **dict.fromkeys(
        (
            "people:my-account",
            "people:own-data",
            "people:own-national-id",
            "people:erase",
            "account_email",
            "account_change_password",
            "mfa_list_webauthn",
            "usersessions_list",
        ),
        own,
    ),
    **dict.fromkeys(("people:export", "people:object-to"), forms),
    "people:demonstration-entrance": always(NOTHING),  # this is no demonstration
    # signing in
    **dict.fromkeys(("account_login", "account_signup"), entrance),
    **dict.fromkeys(
        (
            "people:invitation",
            "people:password-by-code",
            "account_inactive",
            "account_email_verification_sent",
            "account_confirm_email",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
        ),
        open_door,
    ),
    **dict.fromkeys(("account_logout", "account_reauthenticate", "mfa_index"), signed_in),
    # they ask first for the password or the code that was shown long ago, or lead to it
    **dict.fromkeys(
        (
            "account_set_password",
            "mfa_authenticate",
            "mfa_reauthenticate",
            "mfa_activate_totp",
            "mfa_generate_recovery_codes",
            "mfa_add_webauthn",
            "mfa_login_webauthn",
            "mfa_reauthenticate_webauthn",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
        ),
        always(LED_AWAY),
    ),
    **dict.fromkeys(("mfa_view_recovery_codes", "mfa_download_recovery_codes"), without_one_yet),
    "mfa_deactivate_totp": without_one,
    # the desk
    **dict.fromkeys(
        ("record:desk", "record:desk-record", "record:parameter-desk", "record:holiday-declared"),
        staff,
    ),
    **dict.fromkeys(("record:parameter-confirm", "record:holiday-declare"), registrars),
    "plan:import-new": recorders,
    "plan:import-preview": only_the_advisers,
    **dict.fromkeys(("plan:desk-plan", "plan:act-choice", "plan:act-new"), plan_office),
    **dict.fromkeys(
        ("plan:evaluation-desk", "plan:evaluation-new", "plan:evaluator-new"), plan_office
    ),
    # the dialogue
    **dict.fromkeys(
        (
            "dialogue:question-wait",
            "dialogue:question-opinion",
            "dialogue:question-follow-up",
            "dialogue:question-withdraw",
            "dialogue:comment-new",
            "dialogue:contribution-reply",
            "dialogue:contribution-support",
            "dialogue:contribution-report",
            "dialogue:own-contributions",
        ),
        own,
    ),
    # an activity takes no proposals; one's own words lead to where they are read, or to their list
    **dict.fromkeys(
        (
            "dialogue:proposal-new",
            "dialogue:own-address",
            "dialogue:own-appeal",
            "dialogue:followed-question",
        ),
        always(LED_AWAY),
    ),
    # what one follows: with an account, or by a link or a key that nobody guesses
    **dict.fromkeys(("dialogue:own-follows", "dialogue:own-notices"), own),
    "dialogue:follow-opened": always(LED_AWAY),
    **dict.fromkeys(
        (
            "dialogue:follow-confirm",
            "dialogue:follow-code",
            "dialogue:follow-list",
            "dialogue:follow-stop",
            "dialogue:digest-stop",
        ),
        always(NOTHING),
    ),
    **dict.fromkeys(("website:short", "website:short-of-plan"), always(LED_AWAY)),
    "dialogue:desk-questions": staff,
    **dict.fromkeys(
        ("dialogue:question-answer", "dialogue:question-merge", "dialogue:contribution-answer"),
        plan_office,
    ),
    **dict.fromkeys(
        (
            "dialogue:moderation-desk",
            "dialogue:moderation-item",
            "dialogue:flood-new",
            "dialogue:flood-undo",
            "dialogue:appeal-decide",
        ),
        moderators,
    ),
    "dialogue:flood-apply": moderators_are_led_on,
    # gestiones and letters
    "plan:casework-desk": staff,
    "plan:casework-field-worker": open_door,
    **dict.fromkeys(
        ("plan:casework-new", "plan:casework-field", "plan:paste", "plan:letter-list"), recorders
    ),
    **dict.fromkeys(
        ("plan:casework-own", "plan:letter-detail", "plan:letter-pdf", "plan:letter-docx"),
        only("adviser", "secretary", "auditor"),
    ),
    **dict.fromkeys(
        (
            "plan:casework-asker",
            "plan:casework-act",
            "plan:letter-choice",
            "plan:letter-new",
            "plan:letter-change",
            "plan:letter-sent",
            "plan:letter-void",
            "plan:template-list",
            "plan:letterhead",
            "plan:template-new",
            "plan:template-change",
        ),
        plan_office,
    ),
    "plan:template-retire": forms,
    # people and bodies
    **dict.fromkeys(("people:desk", "people:desk-person", "people:desk-body"), readers),
    **dict.fromkeys(
        (
            "people:desk-invite",
            "people:desk-give-role",
            "people:desk-end-role",
            "people:desk-new-body",
            "people:desk-new-term",
            "people:desk-new-seats",
            "people:desk-new-representation",
            "people:desk-end-representation",
        ),
        administrators,
    ),
    **dict.fromkeys(
        (
            "people:desk-ask",
            "people:desk-cancel",
            "people:desk-carry-out",
            "people:desk-new-code",
            "people:desk-new-invitation",
        ),
        forms,
    ),
    # personal data
    **dict.fromkeys(
        ("people:own-consents", "people:give-consent", "record:own-data-requests"), own
    ),
    "record:own-data-request-new": own,
    "record:own-data-request": only_the_citizen,
    **dict.fromkeys(
        (
            "people:withdraw-consent",
            "record:own-data-request-withdraw",
            "record:data-request-copy",
            "record:processing-end",
        ),
        forms,
    ),
    **dict.fromkeys(
        (
            "record:privacy-desk",
            "record:data-request",
            "record:data-request-identity",
            "record:data-request-answer",
            "record:data-request-letter",
            "record:breach-new",
            "record:breach",
            "record:breach-step",
            "record:processing-new",
        ),
        registrars,
    ),
    "people:counter-code": only("clerk", "administrator"),
    **dict.fromkeys(
        (
            "record:counter",
            "record:counter-today",
            "record:counter-where",
            "record:counter-hours",
            "record:counter-papers",
            "record:counter-register",
            "record:counter-nameless",
            "record:counter-act-nameless",
            "record:counter-person",
            "record:counter-needs",
            "record:counter-act",
        ),
        only("clerk", "secretary"),
    ),
    "record:counter-void": only_the_clerk,
    "record:follow-stop": always(ONLY_FORMS),
    **dict.fromkeys(("record:followed-case", "record:follow-give-up"), always(LED_AWAY)),
    **dict.fromkeys(
        ("record:counter-print", "record:counter-receipt", "record:counter-log"), forms
    ),
}
