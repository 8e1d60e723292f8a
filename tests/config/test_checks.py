"""`minga check` finds what an operator must mend before it hurts."""

import json
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from minga.config.running.accounts import choose_account
from minga.config.running.checks import (
    Finding,
    check_backups,
    check_certificate,
    check_clock,
    check_configuration,
    check_disk,
)
from minga.config.running.folders import claim
from minga.config.running.installation import Installation
from tests.config.running_site import Site

NOW = datetime.now(UTC)
ACCOUNT = choose_account(demonstration=True)


@pytest.fixture
def installation() -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="minga-test-") as home:
        Path(home).chmod(0o755)
        folder = claim(Path(home) / "data", ACCOUNT, demonstration=False)
        yield Installation(folder, ACCOUNT, demonstration=False)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MINGA_ADDRESS", "MINGA_HOSTS", "MINGA_SECRET_KEY", "MINGA_LEAST_FREE_MB"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("address", "hosts", "finding"),
    [
        ("", "", (True, "Se publica en http://127.0.0.1:8000.")),
        ("https://minga.example", "minga.example", (True, "Se publica en https://minga.example.")),
        ("https://minga.example", "otra.example", (False, "Falta «minga.example» en MINGA_HOSTS.")),
        ("minga.example", "minga.example", (False, "MINGA_ADDRESS no es una dirección completa (https://…).")),
    ],
)  # fmt: skip
def test_address_and_hosts_fit_together(
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    hosts: str,
    finding: tuple[bool, str],
) -> None:
    monkeypatch.setenv("MINGA_ADDRESS", address)
    monkeypatch.setenv("MINGA_HOSTS", hosts)
    assert check_configuration(installation) == Finding("Configuración", *finding)


def test_a_missing_secret_is_found(installation: Installation) -> None:
    installation.folder.secret_key.unlink()
    assert check_configuration(installation).is_well is False


def test_a_backup_is_made_every_week(installation: Installation) -> None:
    assert check_backups(installation, NOW) == Finding(
        "Copias", False, "Nunca se ha hecho una: «minga backup ARCHIVO»."
    )
    for days, well in ((0, True), (6, True), (8, False)):
        made = NOW - timedelta(days=days)
        note = {"at": made.isoformat(), "file": "/x"}
        installation.folder.backups.write_text(json.dumps(note), encoding="utf-8")
        assert check_backups(installation, NOW) == Finding(
            "Copias", well, f"La última es del {made:%Y-%m-%d}, hace {days} días."
        )


def test_disk_and_clock(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_disk(installation).is_well is True
    monkeypatch.setenv("MINGA_LEAST_FREE_MB", "1000000000")
    assert check_disk(installation).is_well is False
    assert check_clock(NOW) == Finding("Reloj", True, f"{NOW:%Y-%m-%d %H:%M} UTC.")
    assert check_clock(NOW.replace(year=1999)).is_well is False


# A certificate of our own, served on this machine


def certificate(folder: Path, days: int) -> Path:
    """Write a certificate for localhost that ends in some days, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{days}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


class Secure(threading.Thread):
    """Answers one handshake."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(path)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]

    def run(self) -> None:
        with self.server:
            connection, _address = self.server.accept()
            with connection:
                try:
                    self.context.wrap_socket(connection, server_side=True).close()
                except OSError:
                    return


@pytest.mark.parametrize(("days", "well"), [(90, True), (10, False)])
def test_a_certificate_that_ends_soon_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, well: bool
) -> None:
    path = certificate(tmp_path, days)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    server = Secure(path)
    server.start()
    found = check_certificate(urlsplit(f"https://localhost:{server.port}"), NOW)
    server.join()
    ends = NOW + timedelta(days=days)
    assert found == Finding("Certificado", well, f"Sirve hasta el {ends:%Y-%m-%d}.")


def test_a_certificate_that_nobody_trusts_is_found(tmp_path: Path) -> None:
    server = Secure(certificate(tmp_path, 90))
    server.start()
    found = check_certificate(urlsplit(f"https://localhost:{server.port}"), NOW)
    server.join()
    assert (found.is_well, found.sentence.split("(")[0]) == (
        False,
        "localhost no da un certificado válido ",
    )


@pytest.mark.parametrize(("host", "well"), [("127.0.0.1", True), ("minga.example", False)])
def test_without_https_only_this_machine_is_served(host: str, well: bool) -> None:
    assert check_certificate(urlsplit(f"http://{host}"), NOW) == Finding(
        "Certificado", well, "Sin https: sirve solo para esta máquina."
    )


@pytest.mark.xdist_group("supervisor")
def test_the_command_writes_one_line_a_check_and_fails_with_one(running: Site) -> None:
    done = running.minga("check", "--data", str(running.data))
    names = [line.split(":")[0] for line in done.stdout.splitlines()]
    assert names == [
        "bien  Configuración",
        "bien  Base de datos",
        "bien  Migraciones",
        "bien  Trabajos de fondo",
        "bien  Sellos del registro",
        "bien  Disco",
        "bien  Reloj",
        "bien  Copias",
        "bien  Certificado",
    ]
    assert done.returncode == 0
    running.variables["MINGA_LEAST_FREE_MB"] = "1000000000"
    try:
        failed = running.minga("check", "--data", str(running.data), "--json")
    finally:
        del running.variables["MINGA_LEAST_FREE_MB"]
    assert failed.returncode == 1
    assert [one["name"] for one in json.loads(failed.stdout) if not one["is_well"]] == ["Disco"]
