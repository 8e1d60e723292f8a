"""How is a number of the law said in words? "10 días término", "31 de diciembre", "Sin fijar"."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minga.record.rules.parameter_values import (
    DateWindow,
    MonthDay,
    MonthWindow,
    ParameterValue,
    TimeWindow,
    ValueUnreadable,
    YearlyWindow,
    read_value,
)
from minga.website.dates import plain_date
from minga.website.numbers import money, number, percent

_LEAP_YEAR = 2000  # any year that has the 29th of February

UNIT_LABELS: Mapping[str, Promise | str] = {
    "working_day": gettext_lazy("días término (solo hábiles)"),
    "calendar_day": gettext_lazy("días plazo (de calendario)"),
    "hour": gettext_lazy("horas"),
    "month": gettext_lazy("meses"),
    "year": gettext_lazy("años"),
    "percent": gettext_lazy("por ciento"),
    "count": gettext_lazy("cantidad"),
    "bool": gettext_lazy("sí o no"),
    "date": gettext_lazy("fecha"),
    "date_mm_dd": gettext_lazy("día de cada año"),
    "date_window": gettext_lazy("fechas"),
    "day_of_month": gettext_lazy("día del mes"),
    "per_year": gettext_lazy("veces por año"),
    "per_month": gettext_lazy("veces por mes"),
    "degree": gettext_lazy("grado"),
    "g_per_m2": gettext_lazy("g/m²"),
    "usd": gettext_lazy("dólares"),
    "ratio": gettext_lazy("parte de uno"),
    "time_local": gettext_lazy("hora"),
    "text": gettext_lazy("palabras"),
}

# How a value of each unit is typed, beside the field.
UNIT_EXAMPLES: Mapping[str, Promise | str] = {
    "percent": gettext_lazy("Con punto, sin el signo. Ejemplo: 0.25"),
    "ratio": gettext_lazy("Con punto. Ejemplo: 0.5"),
    "usd": gettext_lazy("Con punto. Ejemplo: 2.50"),
    "bool": gettext_lazy("true si la regla vale, false si no"),
    "date": gettext_lazy("Ejemplo: 2023-05-26"),
    "date_mm_dd": gettext_lazy("Mes y día. Ejemplo: 12-31, o 07-30/07-31"),
    "date_window": gettext_lazy("Ejemplo: 2025-06-14/2025-07-13"),
    "time_local": gettext_lazy("Ejemplo: 08:00-16:30"),
    "text": gettext_lazy("Como lo dice la norma"),
}
WHOLE_EXAMPLE = gettext_lazy("Un número entero. Ejemplo: 10")

# Codes and phrases of the reference, by part.
TEXT_WORDS: Mapping[str, Promise | str] = {
    "more than half of members present": gettext_lazy("más de la mitad de los presentes"),
    "present": gettext_lazy("los presentes"),
    "members": gettext_lazy("los integrantes"),
    "members_without_mayor": gettext_lazy("los integrantes sin el Alcalde"),
    "adds_to_majority": gettext_lazy("se suma a la mayoría"),
    "1/3 of members (8 of 22)": gettext_lazy("un tercio de los integrantes (8 de 22)"),
    "at the start, by majority": gettext_lazy("al empezar, por mayoría"),
    "SANCTIONED_BY_OPERATION_OF_LAW": gettext_lazy("queda sancionada por el ministerio de la ley"),
    "two_thirds": gettext_lazy("dos tercios"),
    "FIRST_DEBATE_DONE": gettext_lazy("antes del primer debate"),
    "tax_norms_only": gettext_lazy("solo las tributarias"),
    "all_norms": gettext_lazy("todas"),
    "yearly per type": gettext_lazy("cada año, por tipo"),
    "project published as qualified or assigned": gettext_lazy(
        "al publicarse el proyecto como calificado o enviado a comisión"
    ),
    "start of the session item": gettext_lazy("hasta que empieza el punto en la sesión"),
    "public works": gettext_lazy("obras públicas"),
    "municipal budget": gettext_lazy("presupuesto municipal"),
    "ordinance": gettext_lazy("ordenanza"),
    "resolution": gettext_lazy("resolución"),
    "ceil": gettext_lazy("hacia arriba"),
    "ENTERED_INTO_FORCE_BY_SILENCE": gettext_lazy("la propuesta entra en vigencia"),
    "taxes": gettext_lazy("tributos"),
    "matters reserved to the executive": gettext_lazy("materias reservadas al ejecutivo"),
    "VERIFIED": gettext_lazy("hasta que el CNE verifica las firmas"),
    "3/4 of the council": gettext_lazy("tres cuartas partes del Concejo"),
    "after the first and before the last year": gettext_lazy(
        "después del primer año y antes del último"
    ),
    "population": gettext_lazy("población"),
    "NBI": gettext_lazy("necesidades básicas insatisfechas"),
    "works already done": gettext_lazy("obras ya hechas"),
    "January-March": gettext_lazy("de enero a marzo"),
    "April": gettext_lazy("abril"),
    "May": gettext_lazy("mayo"),
    "denial": gettext_lazy("vale como negativa"),
    "evidence counts only": gettext_lazy("solo se cuentan los hechos con prueba"),
}


def value_in_words(text: str, unit: str) -> str:
    """Return a value as people say it; "Sin fijar" without one, the text itself if unreadable."""
    if not text:
        return _("Sin fijar")
    try:
        return _said(read_value(text, unit), unit)
    except ValueUnreadable:
        return text


def _said(value: ParameterValue, unit: str) -> str:
    match value:
        case bool():
            return _("Sí") if value else _("No")
        case int():
            return _amount(value, unit)
        case tuple():
            return _listed([number(one) for one in value], unit)
        case Decimal():
            return _decimal(value, unit)
        case YearlyWindow():
            return _span(_month_day(value.first), _month_day(value.last))
        case TimeWindow():
            return _span(f"{value.first:%H:%M}", f"{value.last:%H:%M}")
        case DateWindow() | MonthWindow():
            return _window(value)
        case date():
            return plain_date(value)
        case str():
            return ", ".join(str(TEXT_WORDS.get(part, part)) for part in value.split("|"))


def _amount(value: int, unit: str) -> str:
    if unit == "day_of_month":
        return _("día %(day)s de cada mes") % {"day": value}
    if unit == "degree":
        return _("hasta el grado %(degree)s") % {"degree": value}
    forms = {
        "working_day": ngettext("%(n)s día término", "%(n)s días término", value),
        "calendar_day": ngettext("%(n)s día plazo", "%(n)s días plazo", value),
        "hour": ngettext("%(n)s hora", "%(n)s horas", value),
        "month": ngettext("%(n)s mes", "%(n)s meses", value),
        "year": ngettext("%(n)s año", "%(n)s años", value),
        "per_year": ngettext("%(n)s vez por año", "%(n)s veces por año", value),
        "per_month": ngettext("%(n)s vez por mes", "%(n)s veces por mes", value),
        "g_per_m2": _("%(n)s g/m²"),
    }
    return forms.get(unit, "%(n)s") % {"n": number(value)}


def _decimal(value: Decimal, unit: str) -> str:
    if unit == "percent":
        return percent(value)
    return money(value) if unit == "usd" else number(value)


def _listed(parts: list[str], unit: str) -> str:
    said = _("%(first)s y %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
    return f"{said} {UNIT_LABELS[unit]}" if unit in UNIT_LABELS else said


def _span(first: str, last: str) -> str:
    if first == last:
        return first
    return _("de %(first)s a %(last)s") % {"first": first, "last": last}


def _month_day(day: MonthDay) -> str:
    return date_format(day.in_year(_LEAP_YEAR), "MONTH_DAY_FORMAT")


def _window(window: DateWindow | MonthWindow) -> str:
    if isinstance(window, MonthWindow):
        return _span(_month(window.first), _month(window.last))
    if window.first is None:
        return _("hasta el %(day)s") % {"day": plain_date(window.last)}
    return _span(plain_date(window.first), plain_date(window.last))


def _month(month: int) -> str:
    return date_format(date(_LEAP_YEAR, month, 1), "F")
