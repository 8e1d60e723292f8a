"""Who works in the journeys? A new adviser each time, with a password and a real second factor."""

import base64
import hashlib
import hmac
import struct
import time
from datetime import date
from itertools import count

from minga.kernel import clock
from minga.people.public import Body, Role, appoint, create_account, create_person
from tests.browser.live_site import LiveSite
from tests.browser.visiting import Visitor

PASSWORD = "hilos que nadie suelta"
SINCE = date(2024, 5, 14)
HALF_MINUTE = 30

_turns = count(1)


def new_adviser(site: LiveSite) -> str:
    """Return the username of a new adviser of the demonstration's office, without second factor."""
    username = f"asesora{next(_turns)}"
    site.run(lambda: _join(username))
    return username


def _join(username: str) -> None:
    at = clock.now()
    person = create_person(name="Nueva De Ensayo", at=at, is_demonstration=True)
    create_account(person=person, username=username, password=PASSWORD, at=at)
    office = Body.objects.get(slug="despacho-de-demostracion")
    appoint(person=person, body=office, role=Role.ADVISER, starts_on=SINCE, at=at)


def enrol(visitor: Visitor, username: str) -> str:
    """Sign in with the password and link an application of codes; return the key it keeps."""
    visitor.open("/cuenta/entrar/")
    visitor.write("Usuario", username)
    visitor.write("Contraseña", PASSWORD)
    visitor.press("button", "Entrar")
    visitor.arrives("/cuenta/segundo-factor/")
    visitor.press("link", "Enlazar una aplicación")
    secret = visitor.page.locator("main code").inner_text()
    visitor.write("Código", shown_in(secret))
    visitor.press("button", "Enlazar")
    visitor.arrives("/cuenta/segundo-factor/recuperacion/")
    visitor.press("link", "Ya los guardé")
    visitor.arrives("/mi/")
    return secret


def shown_in(secret: str, half_minutes: int = 0) -> str:
    """Return the six figures that an application of codes shows now or a little later (RFC 6238).

    The site takes the next figures too, for clocks that run ahead; it takes none twice.
    """
    counter = struct.pack(">Q", int(time.time()) // HALF_MINUTE + half_minutes)
    digest = hmac.digest(base64.b32decode(secret), counter, hashlib.sha1)
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
