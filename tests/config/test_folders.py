"""A data folder is private, ours alone, of one kind, and held by one supervisor at a time."""

import errno
import os
import pwd
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from minga.config.running.accounts import Account, choose_account
from minga.config.running.copies import copy_for
from minga.config.running.folders import (
    SYSTEM_FOLDER,
    Folder,
    claim,
    claim_new_files,
    default_folder,
    open_for,
    unwritable,
)
from minga.config.running.installation import find_installation
from minga.config.running.locks import hold, holder_of, stop_holder
from minga.config.running.refusal import OperationRefused

ROOT = os.geteuid() == 0
ACCOUNT = choose_account(demonstration=True)


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="minga-test-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def refused(make: object) -> str:
    assert callable(make)
    with pytest.raises(OperationRefused) as refusal:
        make()
    return str(refusal.value)


def test_a_new_folder_is_private_and_has_a_secret_of_its_own(home: Path) -> None:
    folder = claim(home / "a", ACCOUNT, demonstration=False)
    other = claim(home / "b", ACCOUNT, demonstration=False)
    assert {p.stat().st_mode & 0o077 for p in (folder.path, folder.keys, folder.secret_key)} == {0}
    secrets = {f.secret_key.read_text(encoding="ascii") for f in (folder, other)}
    assert {len(secret) > 60 for secret in secrets} == {True}
    assert len(secrets) == 2
    again = claim(home / "a", ACCOUNT, demonstration=False)
    assert again.secret_key.read_text(encoding="ascii") in secrets
    assert folder.owner() == ACCOUNT.name


def test_a_folder_with_other_things_is_left_alone(home: Path) -> None:
    photos = home / "fotos"
    photos.mkdir(mode=0o755)
    (photos / "vacaciones.jpg").write_bytes(b"")
    assert refused(lambda: claim(photos, ACCOUNT, demonstration=True)) == (
        f"{photos} no está vacía y no es de Minga: elige otra carpeta con --data."
    )
    assert photos.stat().st_mode & 0o777 == 0o755
    assert [path.name for path in photos.iterdir()] == ["vacaciones.jpg"]


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_folder_is_of_one_kind_for_ever(home: Path, demonstration: bool) -> None:
    claim(home / "a", ACCOUNT, demonstration=demonstration)
    sentence = refused(lambda: claim(home / "a", ACCOUNT, demonstration=not demonstration))
    kinds = {True: "guarda una demostración", False: "guarda una instalación real"}
    assert sentence.startswith(f"{home / 'a'} {kinds[demonstration]}")


def test_a_place_where_nothing_can_be_written_is_refused() -> None:
    assert refused(lambda: claim(Path("/proc/minga"), ACCOUNT, demonstration=True)) == (
        "No se puede escribir en /proc/minga: elige otra carpeta con --data."
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            errno.ENOSPC,
            "El disco de /x está lleno: libera espacio o elige otra carpeta con --data.",
        ),
        (errno.EROFS, "El disco de /x es de solo lectura: elige otra carpeta con --data."),
        (errno.EACCES, "No se puede escribir en /x: elige otra carpeta con --data."),
    ],
)
def test_why_a_folder_takes_nothing_is_said(code: int, sentence: str) -> None:
    assert unwritable(Path("/x"), OSError(code, "")) == sentence


@pytest.mark.skipif(not ROOT, reason="solo root arranca como otra persona")
def test_a_folder_that_the_account_does_not_reach_is_refused(home: Path) -> None:
    home.chmod(0o700)
    assert refused(lambda: claim(home / "a", ACCOUNT, demonstration=True)) == (
        f"El usuario «{ACCOUNT.name}» no llega a la carpeta {home / 'a'}: "
        "elige otra con --data u otro usuario con --user."
    )


def test_root_makes_only_the_folder_and_the_account_the_rest(home: Path) -> None:
    opened = open_for(home / "a", ACCOUNT)
    assert (list(opened.path.iterdir()), opened.path.owner()) == ([], ACCOUNT.name)
    copy_for(ACCOUNT, opened.copies / "base", [(Path(__file__), "lib/este.py")])
    assert open_for(home / "a", ACCOUNT) == claim(home / "a", ACCOUNT, demonstration=True)
    assert open_for(home / "a", ACCOUNT) == opened
    other = home / "ajena"
    other.mkdir()
    (other / "algo").touch()
    assert refused(lambda: open_for(other, ACCOUNT)) == (
        f"{other} no está vacía y no es de Minga: elige otra carpeta con --data."
    )
    assert refused(lambda: open_for(Path("/proc/minga"), ACCOUNT)) == (
        "No se puede escribir en /proc/minga: elige otra carpeta con --data."
    )


def test_nothing_is_written_through_a_link(home: Path) -> None:
    folder = claim(home / "a", ACCOUNT, demonstration=True)
    precious = home / "precious"
    precious.write_text("no tocar", encoding="utf-8")
    before = (precious.stat().st_uid, precious.stat().st_mode)
    for name in ("nota", "minga.lock"):
        (folder.path / name).symlink_to(precious)
    ACCOUNT.write(folder.path / "nota", "escrito")
    with pytest.raises(OSError, match="symbolic link"), hold(folder.path, ACCOUNT):
        pytest.fail("the lock was taken through a link")
    with pytest.raises(OSError, match="symbolic link"):
        ACCOUNT.own(folder.path / "minga.lock", 0o777)
    assert (folder.path / "nota").read_text(encoding="utf-8") == "escrito"
    assert precious.read_text(encoding="utf-8") == "no tocar"
    assert (precious.stat().st_uid, precious.stat().st_mode) == before


def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = claim(home / "a", ACCOUNT, demonstration=True)

    def full(_file: int, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = sorted(folder.path.iterdir())
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        ACCOUNT.write(folder.path / "nota", "escrito")
    assert sorted(folder.path.iterdir()) == before


@pytest.mark.skipif(not ROOT, reason="solo root lee lo que otra cuenta no puede")
def test_a_copy_that_the_account_cannot_write_is_refused(home: Path) -> None:
    sentence = refused(lambda: copy_for(ACCOUNT, home / "copia", [(Path(__file__), "este.py")]))
    assert sentence.startswith(f"No se pudo copiar a {home / 'copia'}: mkdir: ")


@pytest.mark.skipif(not ROOT, reason="solo root deja archivos que otra cuenta no puede leer")
def test_what_root_writes_becomes_the_accounts(home: Path) -> None:
    folder = claim(home / "a", ACCOUNT, demonstration=True)
    (folder.documents / "ab").mkdir()
    (folder.documents / "ab" / "cd").write_bytes(b"documento")
    claim_new_files(folder, ACCOUNT)
    assert {path.stat().st_uid for path in folder.documents.rglob("*")} == {ACCOUNT.uid}


def test_where_data_is_kept_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINGA_DATA", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert default_folder() == SYSTEM_FOLDER
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", "/casa/datos")
    assert default_folder() == Path("/casa/datos/minga")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/casa")
    assert default_folder() == Path("/casa/.local/share/minga")
    monkeypatch.setenv("MINGA_DATA", "/otra")
    assert default_folder() == Path("/otra")


def test_there_is_no_installation_where_none_was_made(home: Path) -> None:
    assert refused(lambda: find_installation(home)) == (
        f"No hay ninguna instalación de Minga en {home}."
    )


def test_a_folder_is_held_by_one_and_says_by_whom(home: Path) -> None:
    folder = claim(home / "a", ACCOUNT, demonstration=True).path
    assert holder_of(folder) is None
    with hold(folder, ACCOUNT, "http://127.0.0.1:1") as was_killed:
        holder = holder_of(folder)
        assert holder is not None
        assert (was_killed, holder.pid, holder.address) == (
            False,
            os.getpid(),
            "http://127.0.0.1:1",
        )
        sentence = refused(lambda: hold(folder, ACCOUNT).__enter__())
        assert sentence == (
            f"Minga ya usa la carpeta {folder} en http://127.0.0.1:1 (proceso {os.getpid()})."
        )
    assert holder_of(folder) is None


def test_a_holder_that_was_killed_is_noticed(home: Path) -> None:
    folder = claim(home / "a", ACCOUNT, demonstration=True).path
    (folder / "minga.lock").write_text('{"pid": 1, "address": ""}', encoding="utf-8")
    assert holder_of(folder) is None
    with hold(folder, ACCOUNT) as was_killed:
        assert was_killed is True
    with hold(folder, ACCOUNT) as was_killed:
        assert was_killed is False


def test_nothing_is_stopped_where_nothing_runs(home: Path) -> None:
    assert refused(lambda: stop_holder(home)) == f"Minga no está en marcha en {home}."


# Accounts


def test_an_unknown_user_and_root_itself_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert refused(lambda: choose_account("fantasma")).startswith(
        "No existe el usuario «fantasma» en este sistema: créalo con «useradd "
    )
    assert refused(lambda: choose_account("root")) == (
        "La base de datos y la web no corren como root: elige otro usuario con --user."
    )


def test_the_demonstration_falls_back_to_an_account_that_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {"postgres": 101, "nobody": 65534}

    def getpwnam(name: str) -> pwd.struct_passwd:
        return pwd.struct_passwd((name, "x", known[name], known[name], "", "/", "/bin/false"))

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", getpwnam)
    assert choose_account(demonstration=True) == Account("postgres", 101, 101)
    del known["postgres"]
    assert choose_account(demonstration=True) == Account("nobody", 65534, 65534)
    assert refused(lambda: choose_account()).startswith("No existe el usuario «minga»")
    known["minga"] = 900
    assert choose_account(demonstration=True) == Account("minga", 900, 900)
    assert choose_account("nobody") == Account("nobody", 65534, 65534)


def test_an_ordinary_user_runs_everything_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    me = pwd.struct_passwd(("ana", "x", 1000, 1000, "", "/casa", "/bin/sh"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(pwd, "getpwuid", lambda _uid: me)
    assert choose_account() == choose_account("ana") == Account("ana", 1000, 1000)
    assert choose_account().identity() == {}
    assert refused(lambda: choose_account("minga")) == (
        "Solo root puede arrancar como «minga»; tú eres «ana»: quita --user."
    )


def test_a_folder_without_mark_has_no_owner_of_ours(home: Path) -> None:
    assert Folder(home).owner() is None
