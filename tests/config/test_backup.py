"""One file holds everything; it comes back whole, into the right place, or not at all."""

import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from minga.config.running.accounts import Account, choose_account
from minga.config.running.archive import DUMP, MANIFEST, Manifest, unpack, write_archive
from minga.config.running.dumps import Transfer
from minga.config.running.programs import Programs, programs_for
from minga.config.running.refusal import OperationRefused
from tests.config.running_site import Site, new_site

ACCOUNT = choose_account(demonstration=True)
pytestmark = pytest.mark.xdist_group("supervisor")


def manifest(**changes: object) -> Manifest:
    facts: dict[str, object] = {
        "minga": "1",
        "postgresql": "18.6",
        "created_at": "2026-11-24T10:00:00+00:00",
        "demonstration": False,
        "migrations": [],
    }
    return Manifest(**(facts | changes))  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    dump = tmp_path / DUMP
    dump.write_bytes(b"the database")
    path = tmp_path / "copia.minga"
    write_archive(path, manifest(), [(DUMP, dump), ("documents/ab/cd", dump)])
    return path


def refusal_of(path: Path, tmp_path: Path) -> str:
    target = tmp_path / "unpacked"
    target.mkdir()
    with pytest.raises(OperationRefused) as refused:
        unpack(path, target)
    return str(refused.value).replace(str(path), "COPIA")


def test_a_backup_comes_back_byte_by_byte_and_only_its_owner_reads_it(
    archive: Path, tmp_path: Path
) -> None:
    target = tmp_path / "unpacked"
    target.mkdir()
    found = unpack(archive, target)
    assert sorted(found.files) == [DUMP, "documents/ab/cd"]
    assert (target / "documents/ab/cd").read_bytes() == b"the database"
    assert {p.stat().st_mode & 0o777 for p in (archive, target / DUMP)} == {0o600}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copia.minga", DUMP, "unpacked"]


def test_a_flipped_byte_is_named(archive: Path, tmp_path: Path) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content.replace(b"the database", b"The database", 1))
    assert refusal_of(archive, tmp_path) == (
        "COPIA está dañada: database.dump no es lo que dice el manifiesto."
    )


def test_a_file_cut_short_is_told_from_a_whole_one(archive: Path, tmp_path: Path) -> None:
    archive.write_bytes(archive.read_bytes()[: 512 * 4])
    assert refusal_of(archive, tmp_path) == "COPIA está incompleta: le falta el manifiesto."


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(b"\xff\xd8" * 1000)
    assert refusal_of(path, tmp_path) == "COPIA no es una copia de Minga, o está dañada."


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "nada", tmp_path) == f"No existe {tmp_path / 'nada'}.".replace(
        str(tmp_path / "nada"), "COPIA"
    )


@pytest.mark.parametrize(
    "name", ["../fuera", "/etc/passwd", "documents/../../fuera", "postgres/PG_VERSION", "keys"]
)
def test_nothing_is_written_outside_of_what_a_backup_has(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mala.minga"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"mala"))
    assert refusal_of(path, tmp_path) == f"La copia trae algo que no es suyo: {name}."
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mala.minga", "unpacked"]


def test_a_link_in_a_backup_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mala.minga"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("documents/enlace")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(member)
    assert refusal_of(path, tmp_path) == "La copia trae algo que no es suyo: documents/enlace."


def test_a_format_of_the_future_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "futura.minga"
    write_archive(path, manifest(format=2), [])
    assert refusal_of(path, tmp_path) == (
        "COPIA es de una versión más nueva de Minga: actualiza el programa."
    )


def test_a_backup_that_fails_leaves_the_last_one_as_it_was(archive: Path, tmp_path: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(FileNotFoundError):
        write_archive(archive, manifest(), [(DUMP, tmp_path / "gone")])
    assert archive.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copia.minga", DUMP]


def test_the_secret_of_a_server_travels_where_nobody_sees_it() -> None:
    transfer = Transfer(Programs(Path("/x")), ACCOUNT, "postgresql://ana:se%20creto@db:1/minga?a=b")
    assert transfer.url == "postgresql://ana@db:1/minga?a=b"
    assert transfer.environment == {"PGPASSWORD": "se creto"}
    plain = Transfer(Programs(Path("/x")), ACCOUNT, "postgresql://ana@/minga")
    assert (plain.url, plain.environment) == ("postgresql://ana@/minga", {})


def test_a_server_that_does_not_answer_is_said_in_its_own_words(tmp_path: Path) -> None:
    home = tmp_path / "home"
    programs = programs_for(Account(ACCOUNT.name, os.getuid(), os.getgid()), home)
    transfer = Transfer(
        programs, choose_account(demonstration=True), "postgresql://x@127.0.0.1:1/x"
    )
    with pytest.raises(OperationRefused, match=r"^pg_dump: .*127\.0\.0\.1"):
        transfer.dump(tmp_path / "dump")


def rewritten(path: Path, target: Path, **changes: object) -> Path:
    """Copy a backup with other words in its manifest."""
    with tarfile.open(path) as old, tarfile.open(target, "w") as new:
        for member in old:
            file = old.extractfile(member)
            assert file is not None
            content = file.read()
            if member.name == MANIFEST:
                content = json.dumps(json.loads(content) | changes).encode()
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return target


def test_backup_and_restore_of_a_running_installation(running: Site, site: Site) -> None:
    """The rehearsal that operations.md promises: one file out, one file in, on another folder."""
    assert running.get("/escribe/9000001") == 200
    document = running.data / "documents" / "ab"
    document.mkdir(exist_ok=True)
    (document / "abcd").write_bytes(b"un documento")
    (running.data / "erasures.jsonl").write_text('{"person": 1}\n', encoding="utf-8")
    copy = site.home / "copia.minga"

    done = running.minga("backup", str(copy), "--data", str(running.data), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["demonstration"], told["postgresql"][:3]) == (True, "18.")
    assert sorted(name for name in told["files"] if not name.startswith("keys/")) == [
        DUMP,
        "documents/ab/abcd",
        "erasures.jsonl",
    ]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in site.home.iterdir() if p.name.startswith(".")] == []

    assert restored(site, copy) == (0, "")
    assert (site.data / "documents/ab/abcd").read_bytes() == b"un documento"
    assert (site.data / "erasures.jsonl").read_text(encoding="utf-8") == '{"person": 1}\n'
    keys = [(s.data / "keys/secret_key").read_text(encoding="ascii") for s in (running, site)]
    assert keys[0] == keys[1]

    site.start()
    assert 9000001 in site.numbers()
    assert site.get("/escribe/9000002") == 200
    assert site.end() == 0

    refusals(site, copy)


def restored(site: Site, copy: Path, *more: str) -> tuple[int, str]:
    user = ["--user", site.account.name] if site.account.drops else []
    done = site.minga("restore", str(copy), "--data", str(site.data), *user, *more)
    return done.returncode, done.stderr


def refusals(site: Site, copy: Path) -> None:
    """What does not fit is refused and changes nothing."""
    assert restored(site, copy) == (
        1,
        f"{site.data} ya guarda una instalación: añade --replace si de verdad "
        "quieres poner la copia en su lugar.\n",
    )
    newer = rewritten(copy, site.home / "nueva.minga", migrations=["contenttypes.0999_future"])
    assert restored(site, newer, "--replace") == (
        1,
        "La copia es de una versión más nueva que este programa (contenttypes.0999_future): "
        "actualiza el programa.\n",
    )
    real = rewritten(copy, site.home / "real.minga", demonstration=False)
    assert restored(site, real, "--replace") == (
        1,
        f"La copia es de una instalación real y {site.data} guarda una demostración.\n",
    )
    with (site.data / "erasures.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"person": 2}\n')
    assert restored(site, copy, "--replace") == (0, "")
    assert (site.data / "erasures.jsonl").read_text(encoding="utf-8").splitlines() == [
        '{"person": 1}',
        '{"person": 2}',
    ]
    site.start()
    assert (9000001 in site.numbers(), 9000002 in site.numbers()) == (True, False)
    running_refusal = (1, f"Minga está en marcha en {site.data}: deténlo con «minga stop».\n")
    assert restored(site, copy, "--replace") == running_refusal
    upgraded = site.minga("upgrade", "--data", str(site.data))
    assert (upgraded.returncode, upgraded.stderr) == running_refusal
    nowhere = site.minga("backup", "/proc/copia", "--data", str(site.data))
    assert (nowhere.returncode, nowhere.stderr) == (
        1,
        "No se puede escribir en /proc/copia: elige otra carpeta.\n",
    )
    assert site.end() == 0


def test_an_upgrade_is_rehearsed_on_a_copy_and_then_done(sites: object, site: Site) -> None:
    """A database that lacks a migration is refused by `up`, and brought forward by `upgrade`."""
    site.kind = "up"
    site.start()
    with site.connect("postgres") as connection:
        connection.execute(
            "DELETE FROM django_migrations WHERE app = 'contenttypes' AND name LIKE '0002%'"
        )
        connection.execute("ALTER TABLE django_content_type ADD COLUMN name varchar(100)")
    assert site.end() == 0
    assert site.refused_start() == (
        "La base de datos es de una versión anterior "
        "(le falta contenttypes.0002_remove_content_type_name): "
        "haz una copia con «minga backup» y ejecuta «minga upgrade».\n"
    )
    told = "\n  contenttypes.0002_remove_content_type_name\n"
    rehearsed = site.minga("upgrade", "--rehearse", "--data", str(site.data))
    assert (rehearsed.returncode, rehearsed.stdout) == (0, f"En la copia:{told}"), rehearsed.stderr
    again = site.minga("upgrade", "--rehearse", "--data", str(site.data))
    assert again.stdout == f"En la copia:{told}"
    done = site.minga("upgrade", "--data", str(site.data))
    assert (done.returncode, done.stdout) == (0, f"En la base de datos:{told}"), done.stderr
    site.start()
    with site.connect("postgres") as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('contenttypes', '0999_future', now())"
        )
    assert site.end() == 0
    assert site.refused_start() == (
        "La base de datos es de una versión más nueva que este programa "
        "(contenttypes.0999_future): actualiza el programa.\n"
    )
    assert sorted(p.name for p in site.data.iterdir() if p.name.startswith(".")) == []


def test_a_demonstration_never_becomes_real_by_a_backup(running: Site, sites: object) -> None:
    real = new_site(demonstration=False)
    try:
        real.start()
        assert real.end() == 0
        copy = real.home / "copia.minga"
        assert running.minga("backup", str(copy), "--data", str(running.data)).returncode == 0
        assert restored(real, copy, "--replace") == (
            1,
            f"La copia es de una demostración y {real.data} guarda una instalación real.\n",
        )
    finally:
        real.destroy()
