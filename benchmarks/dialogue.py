"""How fast is a page of 105 threads that is not kept, and how many supports a second do 32 people give?"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.cached_page import database_url
from benchmarks.running import Running, demonstration

THREADS, REPLIES, PEOPLE = 105, 257, 32
SECONDS = 10
TOPIC = "activity:demostracion/4"
TOKEN = "a" * 32  # stands in cookie and form, as the protection against foreign forms asks
SAID = (
    "En la parada de la loma esperamos cuarenta minutos cada mañana, y cuando llueve no hay techo. "
)
READ = """
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "/dialogo/%(topic)s/?vez=" .. tostring({}):sub(8) .. n)
end
"""
SUPPORT = """
local sessions, first, count = {%(sessions)s}, %(first)d, %(count)d
local n = 0
function setup(thread)
  thread:set("offset", counter or 0)
  counter = (counter or 0) + %(half)d
end
request = function()
  local who = sessions[(offset + n %% %(half)d) + 1]
  local what = first + math.floor(n / %(half)d) %% count
  n = n + 1
  local headers = {
    ["Cookie"] = "sessionid=" .. who .. "; csrftoken=%(token)s",
    ["Content-Type"] = "application/x-www-form-urlencoded",
  }
  return wrk.format("POST", "/aportes/" .. what .. "/apoyar/", headers,
    "csrfmiddlewaretoken=%(token)s&side=1&text=&language=es&parish=")
end
"""


def main() -> None:
    """Run the program, fill one thread, print three figures."""
    if shutil.which("wrk") is None:
        print("falta wrk: instálalo con el paquete wrk de Debian")
        return
    with demonstration() as running:
        _join(running)
        first, count = _fill()
        print(_queries())
        rate, late = _wrk(running, READ % {"topic": TOPIC})
        print(
            f"página con {THREADS} hilos y {REPLIES} respuestas, sin guardar, {PEOPLE} conexiones: "
            f"{rate:.0f} por segundo, p99 {late} (meta 30)"
        )
        print(_supports(running, first, count))


def _join(running: Running) -> None:
    """Let this process speak to the database of the running program, with its key."""
    data = Path(running.folder) / "data"
    os.environ |= {
        "DATABASE_URL": database_url(running),
        "DJANGO_SETTINGS_MODULE": "minga.config.settings",
        "MINGA_DATA": str(data),
        "MINGA_DEMONSTRATION": "1",
        "MINGA_SECRET_KEY_FILE": str(next(data.rglob("*secret*"))),
    }
    import django  # noqa: PLC0415 - late: import cycle in Django app loading

    django.setup()


def _fill() -> tuple[int, int]:
    """Write the threads as people do, and return the first contribution and how many there are."""
    from django.db import transaction  # noqa: PLC0415 - late: same

    from minga.dialogue.models import Contribution  # noqa: PLC0415 - late: same
    from minga.dialogue.services.contributions import Said, Voice, comment, reply  # noqa: PLC0415 - late: same
    from minga.kernel import clock  # noqa: PLC0415 - late: same

    clerk, people = _people()
    voices = [Voice(person, attended_by=clerk) for person in people]
    with transaction.atomic():
        for number in range(THREADS):
            voice, said = voices[number % PEOPLE], Said(f"{SAID * 3}{number}")
            comment(topic=TOPIC, voice=voice, said=said, at=clock.now())
        roots = list(Contribution.objects.filter(topic=TOPIC).order_by("pk"))
        for number in range(REPLIES):
            voice, said = voices[number % PEOPLE], Said(f"{SAID}{number}")
            reply(parent=roots[number % THREADS], voice=voice, said=said, at=clock.now())
    return roots[0].pk, THREADS + REPLIES


def _people() -> tuple[object, list[object]]:
    from minga.kernel import clock  # noqa: PLC0415 - late: same
    from minga.people.public import (  # noqa: PLC0415 - late: same
        IdentityLevel,
        create_account,
        create_person,
        demonstration_people,
        raise_identity_level,
    )

    people = []
    for number in range(PEOPLE):
        at = clock.now()
        person = create_person(name=f"Vecina {number}", at=at, is_demonstration=True)
        level = IdentityLevel.CONTACT_CONFIRMED
        raise_identity_level(person=person, level=level, at=at, by=None)
        create_account(person=person, username=f"vecina-{number}", password=None, at=at)
        people.append(person)
    return demonstration_people().persons["clerk"], people


def _queries() -> str:
    from django.db import connection  # noqa: PLC0415 - late: same
    from django.test import Client  # noqa: PLC0415 - late: same
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - late: same

    client, path = Client(SERVER_NAME="localhost"), f"/dialogo/{TOPIC}/"
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    shown = answer.content.decode().count('id="aporte-')
    return f"página con {shown} aportes: {len(asked)} consultas (meta 12)"


def _supports(running: Running, first: int, count: int) -> str:
    from minga.dialogue.models import Support  # noqa: PLC0415 - late: same

    script = SUPPORT % {
        "sessions": ", ".join(f'"{one}"' for one in _sessions()),
        "first": first,
        "count": count,
        "half": PEOPLE // 2,
        "token": TOKEN,
    }
    before = Support.objects.count()
    rate, late = _wrk(running, script)
    given = Support.objects.count() - before
    return (
        f"apoyos de {PEOPLE} personas a la vez: {rate:.0f} por segundo, p99 {late} (meta 200, 400 ms); "
        f"{given} filas nuevas, una por persona y aporte"
    )


def _sessions() -> list[str]:
    from django.test import Client  # noqa: PLC0415 - late: same

    from minga.people.public import Account  # noqa: PLC0415 - late: same

    keys = []
    for number in range(PEOPLE):
        client = Client(SERVER_NAME="localhost")
        account = Account.objects.get(username=f"vecina-{number}")
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        keys.append(str(client.session.session_key))
    return keys


def _wrk(running: Running, script: str) -> tuple[float, str]:
    """Return requests a second and the 99th percentile; RuntimeError when any was refused."""
    time.sleep(2)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        done = subprocess.run(
            ["wrk", "-t2", f"-c{PEOPLE}", f"-d{SECONDS}s", "--latency", "--timeout", "10s",
             "-s", file.name, running.address],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    if failed := re.search(r"Non-2xx.*", done.stdout):
        raise RuntimeError(failed.group())
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    late = re.search(r"99%\s+(\S+)", done.stdout)
    return float(rate.group(1)) if rate else 0.0, late.group(1) if late else "?"


if __name__ == "__main__":
    main()
