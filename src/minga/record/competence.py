"""Who may write on the registers of the record, for which body, and on whose word does it stand?"""

from datetime import date

from minga.people.public import Appointment, Role, Viewer, in_office
from minga.record.labels import Standing
from minga.record.registers import Registrar

# The secretariat certifies what the law says; an administrator only declares it.
STANDINGS = {
    Role.COUNCIL_SECRETARY: Standing.CERTIFIED,
    Role.ADMINISTRATOR: Standing.DECLARED,
}


def may_confirm(viewer: Viewer, on: date) -> bool:
    """May the viewer confirm numbers of the law and declare days of the calendar?"""
    return registrar_of(viewer, on) is not None


def registrar_of(viewer: Viewer, on: date) -> Registrar | None:
    """Return as whom the viewer writes on a register, the strongest standing first; None if nobody."""
    held = in_office(viewer.appointments, on)
    if viewer.person is None:
        return None
    for role, standing in STANDINGS.items():
        if found := _first(held, role):
            return Registrar(person=viewer.person, body=found.body, standing=standing)
    return None


def _first(held: tuple[Appointment, ...], role: Role) -> Appointment | None:
    return next((appointment for appointment in held if appointment.role == role), None)
