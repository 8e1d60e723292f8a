"""It is true that a journalist takes the data home and checks the record there, without us."""

import csv
import json
from pathlib import Path

from typer.testing import CliRunner

from minga.kernel import clock
from minga.record.cli import app
from minga.record.sealing.export import export_record
from tests.browser.live_site import LiveSite
from tests.browser.visiting import Visitor

HELD, REFUSED = 0, 1


def verify(*words: str) -> tuple[int, str]:
    """Run `minga record verify` as a stranger does, on files alone."""
    done = CliRunner().invoke(app, ["verify", *words])
    return done.exit_code, done.output


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table as a spreadsheet does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_journalist_takes_the_tables_home(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open("/planes/demostracion/")
    plan = visitor.download(visitor.page.locator(".data-links a", has_text=".csv").first, tmp_path)
    visitor.open("/registro/")
    acts = visitor.download(visitor.page.locator(".data-links a", has_text=".csv").first, tmp_path)
    activities = rows(plan)
    numbers = [int(row["number"]) for row in activities]  # one that was withdrawn leaves its number
    assert numbers == sorted(set(numbers))
    assert {row["demo"] for row in activities} == {"true"}
    assert {row["demo"] for row in rows(acts)} == {"true", "false"}


def test_a_journalist_checks_a_proof_without_us(
    visitor: Visitor, site: LiveSite, tmp_path: Path
) -> None:
    visitor.open("/registro/")
    kept = visitor.download(visitor.page.locator("#sellos a[download]"), tmp_path)
    visitor.press_it(visitor.page.locator("#results a.title").last)
    visitor.press("link", "Comprobar ahora")
    proof = visitor.download(visitor.page.locator("#sin-confiar a[download]"), tmp_path)

    assert verify(str(proof))[0] == HELD
    forged = json.loads(proof.read_text(encoding="utf-8"))
    forged["act"]["kind"] = "approve"
    lie = tmp_path / "mentira.json"
    lie.write_text(json.dumps(forged), encoding="utf-8")
    assert verify(str(lie))[0] == REFUSED

    dump = tmp_path / "registro.jsonl"
    site.run(lambda: export_record(dump, clock.now()))
    assert verify(str(dump), "--head", str(kept))[0] == HELD
