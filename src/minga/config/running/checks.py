"""Is everything as it should be? One line a check, for whoever operates the installation."""

import json
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import SplitResult, urlsplit

from minga.config.environment import env_text
from minga.config.running import preflight
from minga.config.running.backup import last_backup
from minga.config.running.clocks import refuse_wrong_clock
from minga.config.running.installation import Installation
from minga.config.running.locks import holder_of
from minga.config.running.refusal import OperationRefused

OLDEST_BACKUP = timedelta(days=7)
SOONEST_EXPIRY = timedelta(days=14)
LOCAL = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Finding:
    """One line of `minga check`."""

    name: str
    is_well: bool
    sentence: str

    def line(self) -> str:
        return f"{'bien' if self.is_well else 'MAL '}  {self.name}: {self.sentence}"


def examine(installation: Installation, now: datetime) -> list[Finding]:
    """Return every finding, the database's own among them."""
    return [
        check_configuration(installation),
        *check_inside(installation),
        check_disk(installation),
        check_clock(now),
        check_backups(installation, now),
        check_certificate(_address(installation), now),
    ]


def check_configuration(installation: Installation) -> Finding:
    """Say whether the address, the hosts and the secret key fit together."""
    address = _address(installation)
    hosts = [host for host in env_text("MINGA_HOSTS").split(",") if host]
    name = "Configuración"
    if not address.scheme or not address.hostname:
        return Finding(name, False, "MINGA_ADDRESS no es una dirección completa (https://…).")
    if address.hostname not in LOCAL | set(hosts):
        return Finding(name, False, f"Falta «{address.hostname}» en MINGA_HOSTS.")
    if not (env_text("MINGA_SECRET_KEY") or installation.folder.secret_key.exists()):
        return Finding(name, False, "Falta la clave secreta: la hace el primer arranque.")
    return Finding(name, True, f"Se publica en {address.geturl()}.")


def check_inside(installation: Installation) -> list[Finding]:
    """Ask the program itself: database, migrations, queue, seals."""
    name = "Base de datos"
    try:
        with installation.open_database():
            done = installation.run_as_app("minga.config.health")
    except OperationRefused as refusal:
        return [Finding(name, False, str(refusal))]
    if done.returncode:
        return [Finding(name, False, "El programa no arranca: mira las líneas de arriba.")]
    found = [Finding(**one) for one in json.loads(done.stdout)]
    return [one for one in found if one.name != "Disco"]


def check_disk(installation: Installation) -> Finding:
    """Say how much room is left."""
    free = preflight.free_megabytes(installation.folder.path)
    least = preflight.least_free_megabytes()
    return Finding("Disco", free >= least, f"Quedan {free} MB; hacen falta {least}.")


def check_clock(now: datetime) -> Finding:
    """Say whether the clock can be believed."""
    try:
        refuse_wrong_clock(now)
    except OperationRefused as refusal:
        return Finding("Reloj", False, str(refusal))
    return Finding("Reloj", True, f"{now:%Y-%m-%d %H:%M} UTC.")


def check_backups(installation: Installation, now: datetime) -> Finding:
    """Say when the last backup was made; a demonstration needs none."""
    name = "Copias"
    if installation.demonstration:
        return Finding(name, True, "Una demostración no las necesita.")
    made = last_backup(installation.folder)
    if made is None:
        return Finding(name, False, "Nunca se ha hecho una: «minga backup ARCHIVO».")
    days = (now - made).days
    sentence = f"La última es del {made:%Y-%m-%d}, hace {days} días."
    return Finding(name, now - made <= OLDEST_BACKUP, sentence)


def check_certificate(address: SplitResult, now: datetime) -> Finding:
    """Say until when the certificate of the public address serves."""
    name = "Certificado"
    if address.scheme != "https":
        well = address.hostname in LOCAL
        return Finding(name, well, "Sin https: sirve solo para esta máquina.")
    try:
        ends = _certificate_ends(address.hostname or "", address.port or 443)
    except (OSError, ValueError) as error:
        return Finding(name, False, f"{address.hostname} no da un certificado válido ({error}).")
    return Finding(name, ends - now > SOONEST_EXPIRY, f"Sirve hasta el {ends:%Y-%m-%d}.")


def _address(installation: Installation) -> SplitResult:
    """Return the public address: as configured, else as it is served now."""
    holder = holder_of(installation.folder.path)
    served = holder.address if holder else ""
    return urlsplit(env_text("MINGA_ADDRESS") or served or "http://127.0.0.1:8000")


def _certificate_ends(host: str, port: int) -> datetime:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=5) as connection,
        context.wrap_socket(connection, server_hostname=host) as secure,
    ):
        certificate = secure.getpeercert() or {}
    ends = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    return datetime.fromtimestamp(ends, UTC)
