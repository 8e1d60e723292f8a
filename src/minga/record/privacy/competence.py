"""Who answers for personal data, for which body, and who may read what they answer?"""

from datetime import date

from minga.people.public import Body, BodyKind, Role, Viewer, in_office
from minga.record.labels import Standing
from minga.record.registers import Registrar

# The officer of data protection first; where none is appointed, who answers for the institution.
ANSWERING_ROLES = (Role.DATA_PROTECTION_OFFICER, Role.COUNCIL_SECRETARY, Role.ADMINISTRATOR)


def may_answer(viewer: Viewer, on: date) -> bool:
    """May the viewer read and answer requests about data, breaches and the register?"""
    return registrar_of(viewer, on) is not None


def registrar_of(viewer: Viewer, on: date) -> Registrar | None:
    """Return as whom the viewer answers for personal data; None if they do not."""
    held = in_office(viewer.appointments, on)
    if viewer.person is None:
        return None
    for role in ANSWERING_ROLES:
        for appointment in held:
            if appointment.role == role:
                return Registrar(viewer.person, appointment.body, Standing.DECLARED)
    return None


def responsible_body(*, is_demonstration: bool) -> Body | None:
    """Return the council that answers for the data of one world, the one that uses the program first.

    None where no council is set up yet: the case is then the installation's own.
    """
    councils = Body.objects.filter(
        kind=BodyKind.COUNCIL, parent=None, is_demonstration=is_demonstration
    )
    return councils.order_by("-uses_program", "pk").first()
