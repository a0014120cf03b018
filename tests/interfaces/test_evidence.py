"""`branchctl audit export`, `prove` and `diff`, on the journal of an office at work; the verifier has the last word."""

import subprocess
import sys
from pathlib import Path

from tests.interfaces.conftest import Branchctl, Office
from tests.interfaces.test_branchctl import opened
from tests.journal.sealing import Sealed, seal_all
from tests.postgres import Database

VERIFY = Path(__file__).parents[2] / "audit" / "standalone" / "verify.py"


def verify(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


async def sealed(office: Office) -> Sealed:
    return await seal_all(Database(office.dsn, office.dsn))


async def test_an_export_of_an_office_is_verified(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    await opened(branchctl)
    seal = await sealed(office)
    ran = await branchctl("audit", "export", str(tmp_path / "evidence"))
    assert ran.code == 0, ran
    assert "已导出" in ran.out
    assert "Exported" in ran.out
    checked = verify(tmp_path / "evidence" / "verify.py", "--key", seal.key)
    assert checked.returncode == 0, checked.stdout
    again = await branchctl("audit", "export", str(tmp_path / "evidence"))
    assert again.code == 1
    assert "证据从不覆盖" in again.err


async def test_an_export_can_end_earlier_and_carry_anchors(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    first = await sealed(office)
    await opened(branchctl)
    second = await sealed(office)
    anchors = tmp_path / "anchors"
    anchors.write_text(f"{first.note}\n{second.note}\n", encoding="utf-8")
    told = await branchctl(
        *("audit", "export", str(tmp_path / "early"), "--to", str(second.size - 1)),
        *("--anchors", str(anchors), "--json"),
    )
    assert told.code == 0, told
    assert told.json["manifest"]["size"] < second.size
    checked = verify(tmp_path / "early" / "verify.py")
    assert checked.returncode == 0, checked.stdout
    assert "超出本导出，未核验" in checked.stdout
    none = await branchctl("audit", "export", str(tmp_path / "none"), "--to", "1", "--json")
    assert none.code == 1
    assert none.json["refused"]["rule"] == "export.no-checkpoint-within"
    unreadable = await branchctl("audit", "export", str(tmp_path / "none"), "--anchors", str(tmp_path))
    assert unreadable.code == 2


async def test_an_entry_is_proved_by_one_file(branchctl: Branchctl, office: Office, tmp_path: Path) -> None:
    stream = await opened(branchctl)
    early = await branchctl("audit", "prove", stream, "1")
    assert early.code == 1
    assert "还没有封存" in early.err
    assert "is not sealed yet" in early.err
    seal = await sealed(office)
    place = tmp_path / "one.tlog-proof"
    ran = await branchctl("audit", "prove", stream, "1", "--out", str(place))
    assert ran.code == 0, ran
    checked = verify(VERIFY, "proof", place, "--key", seal.key)
    assert checked.returncode == 0, checked.stdout
    assert f"{stream}#1" in checked.stdout
    printed = await branchctl("audit", "prove", stream, "1")
    assert printed.out == place.read_text(encoding="utf-8")
    told = await branchctl("audit", "prove", stream, "1", "--json")
    assert told.json["proof"] == printed.out
    over = await branchctl("audit", "prove", stream, "1", "--out", str(place))
    assert over.code == 2
    assert "不会被覆盖" in over.err
    assert (await branchctl("audit", "prove", stream, "99")).code == 1
    assert (await branchctl("audit", "prove", "no-stream", "1")).code in {1, 2}


async def test_an_export_is_compared_with_the_journal_and_with_another(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    await sealed(office)
    old, new = tmp_path / "old", tmp_path / "new"
    await branchctl("audit", "export", str(old))
    await opened(branchctl)
    await sealed(office)
    await branchctl("audit", "export", str(new))
    ran = await branchctl("audit", "diff", str(old))
    assert ran.code == 0, ran
    assert "相符" in ran.out
    assert "They agree" in ran.out
    told = await branchctl("audit", "diff", str(new), str(old), "--json")
    assert told.code == 0, told
    assert told.json["agrees"]
    assert told.json["grown"] > 0
    path = old / "entries" / "0000000001.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"acted_on":"20', b'"acted_on":"19', 1))
    altered = await branchctl("audit", "diff", str(old))
    assert altered.code == 1
    assert "被改写 rewritten" in altered.out
    assert "acted_on" in altered.out
    assert "改动的是导出" in altered.out
    as_json = await branchctl("audit", "diff", str(old), "--json")
    assert [one["position"] for one in as_json.json["altered"]] == [1]


async def test_what_is_no_export_is_refused(branchctl: Branchctl, tmp_path: Path) -> None:
    ran = await branchctl("audit", "diff", str(tmp_path / "nowhere"))
    assert ran.code == 1
    assert "不是完好的导出" in ran.err
    as_json = await branchctl("audit", "diff", str(tmp_path / "nowhere"), "--json")
    assert as_json.json["refused"]["rule"] == "export.unreadable"
