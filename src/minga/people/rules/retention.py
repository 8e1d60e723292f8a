"""How long is which kind of personal data kept, what for, and which job removes it?

Basis: LOPDP (R.O. 5.º suplemento 459, 26-05-2021), minimisation and limited retention; the days
are decisions of the program until the institution's own table replaces them.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class RetentionRule:
    """One row: `days` after the event named by the kind; None while the purpose lasts.

    `job` names the function that removes what is older; it is empty exactly when `days` is None.
    """

    kind: str
    purpose: str
    days: int | None
    job: str = ""

    @property
    def age(self) -> timedelta | None:
        """The same as a span of time."""
        return None if self.days is None else timedelta(days=self.days)


RETENTION: tuple[RetentionRule, ...] = (
    RetentionRule("identity", "identify-who-acts", None),
    RetentionRule("account", "sign-in", None),
    RetentionRule("appointments", "public-record-of-office", None),
    RetentionRule("representations", "prove-who-acts-for-whom", None),
    RetentionRule("erasures", "repeat-after-restore", None),
    RetentionRule("expired-sessions", "sign-in", 0, "remove_expired_sessions"),
    RetentionRule("lost-sessions", "show-open-sessions", 0, "remove_lost_sessions"),
    RetentionRule("used-codes", "open-a-door-once", 30, "remove_spent_codes"),
    RetentionRule("unconfirmed-emails", "confirm-contact", 30, "remove_unconfirmed_emails"),
    RetentionRule("account-events", "show-what-staff-did", 730, "remove_account_events"),
    RetentionRule("recoveries", "show-what-staff-did", 730, "remove_recoveries"),
    RetentionRule("consents", "prove-consent", 1095, "remove_withdrawn_consents"),
)
