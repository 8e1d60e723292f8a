"""How does a page say a day? In words, with the weekday, in the local time of Quito."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.kernel.clock import QUITO, local_date


def day_of(moment: date | datetime) -> date:
    """Return the local day of a date or an instant."""
    return local_date(moment) if isinstance(moment, datetime) else moment


def long_date(moment: date | datetime) -> str:
    """Return "jueves 10 de noviembre de 2022", with ", 10:00" when an instant is given."""
    return _written(moment, "LONG_DATE_FORMAT")


def weekday_date(moment: date | datetime) -> str:
    """Return "jueves 10 de noviembre", for days near enough that the year is known."""
    return _written(moment, "WEEKDAY_FORMAT")


def plain_date(moment: date | datetime) -> str:
    """Return "10 de noviembre de 2022", for days long past."""
    return _written(moment, "DATE_FORMAT")


def short_date(moment: date | datetime) -> str:
    """Return "10 nov 2022", for tables and drawings; never with the hour."""
    return date_format(day_of(moment), "SHORT_DATE_FORMAT")


def days_left(due: date | datetime, today: date) -> str:
    """Return "faltan 12 días", "vence hoy", "venció ayer" or "venció hace 3 días"."""
    days = (day_of(due) - today).days
    if days > 0:
        return ngettext("falta %(days)s día", "faltan %(days)s días", days) % {"days": days}
    if days == 0:
        return _("vence hoy")
    if days == -1:
        return _("venció ayer")
    return ngettext("venció hace %(days)s día", "venció hace %(days)s días", -days) % {
        "days": -days
    }


def capitalized(words: str) -> str:
    """Return the words with a capital letter at the start of the sentence."""
    return words[:1].upper() + words[1:]


def _written(moment: date | datetime, style: str) -> str:
    day = date_format(day_of(moment), style)
    if isinstance(moment, datetime):
        return f"{day}, {date_format(moment.astimezone(QUITO), 'TIME_FORMAT')}"
    return day


def weekday_names() -> list[str]:
    """Return lun … dom, for the head of a week."""
    monday = date(2024, 1, 1)
    return [date_format(monday.replace(day=1 + day), "D").lower() for day in range(7)]
