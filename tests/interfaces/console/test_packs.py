"""The evidence of one case: a zip that is checked by the file in it, by Python alone, and that no change survives."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.interfaces.conftest import Office
from tests.interfaces.console.test_replay import AUDITOR, acknowledged, sealed
from tests.interfaces.console.visits import Visit
from tests.interfaces.http.conftest import OPERATOR, Api
from tests.interfaces.http.test_ordering import filed


class Ran:
    """How the verifier in a pack ended."""

    def __init__(self, place: Path, *arguments: str) -> None:
        ran = subprocess.run(
            [sys.executable, "-I", "verify.py", *arguments],
            cwd=place,
            env={"LANG": "C"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        self.code, self.said = ran.returncode, ran.stdout + ran.stderr


async def fetched(visit: Visit, stream: str) -> bytes:
    answer = await visit.of(AUDITOR).get(f"/audit/pack/{stream}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer.content


def unpacked(content: bytes, place: Path) -> Path:
    with ZipFile(BytesIO(content)) as file:
        file.extractall(place)
    (folder,) = place.iterdir()
    return folder


@pytest.fixture
async def pack(api: Api, visit: Visit, office: Office, tmp_path: Path) -> Path:
    stream = await acknowledged(api)
    await sealed(office)
    return unpacked(await fetched(visit, stream), tmp_path)


async def test_the_pack_verifies_by_itself(pack: Path) -> None:
    ran = Ran(pack)
    assert ran.code == 0, ran.said
    assert "核验通过 OK" in ran.said
    lines = (pack / "entries.jsonl").read_bytes().splitlines()
    assert f"{len(lines)} 条记录" in ran.said
    assert len(list((pack / "proofs").iterdir())) == len(lines) >= 2
    key = (pack / "keys").read_text(encoding="utf-8").splitlines()[-1].split(" ")[0]
    assert Ran(pack, "--key", key).code == 0
    assert Ran(pack, "proof", "proofs/000001.tlog-proof", "--key", key).code == 0
    assert Ran(pack, "--key", key[:-4] + "AAA=").code == 1


async def test_it_says_how_in_both_languages(pack: Path) -> None:
    told = (pack / "README.md").read_text(encoding="utf-8")
    assert "需要 Python 3.9" in told
    assert "Python 3.9 or newer is all it needs" in told


async def test_it_holds_the_exact_bytes(pack: Path, office: Office) -> None:
    lines = (pack / "entries.jsonl").read_bytes().splitlines()
    stream = pack.name.replace("filing-", "filing/", 1)[::-1].replace("-", "/", 1)[::-1]
    stored = await office.service.journal.load(stream)
    assert lines == [one.body for one in stored][: len(lines)]


@pytest.mark.parametrize(
    "name", ["checkpoint", "keys", "entries.jsonl", "proofs/000001.tlog-proof", "proofs/000002.tlog-proof"]
)
async def test_no_file_of_it_can_be_another(pack: Path, name: str) -> None:
    whole = (pack / name).read_bytes()
    for at in {0, len(whole) // 3, len(whole) // 2, len(whole) - 2}:
        (pack / name).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert Ran(pack).code == 1, (name, at)
    (pack / name).unlink()
    assert Ran(pack).code == 1


async def test_nothing_is_left_out_put_in_or_exchanged(pack: Path) -> None:
    first, *others = (pack / "entries.jsonl").read_bytes().splitlines(keepends=True)
    for lines in ([first], others, [first, first, *others], [others[0], first, *others[1:]]):
        (pack / "entries.jsonl").write_bytes(b"".join(lines))
        assert Ran(pack).code == 1
    (pack / "entries.jsonl").write_bytes(b"".join([first, *others]))
    assert Ran(pack).code == 0
    (pack / "note.txt").write_text("?", encoding="utf-8")
    assert "note.txt" in Ran(pack).said


async def test_the_same_case_is_the_same_file(api: Api, visit: Visit, office: Office) -> None:
    stream = await filed(api)
    await sealed(office)
    assert await fetched(visit, stream) == await fetched(visit, stream)


async def test_what_is_not_sealed_yet_is_refused(api: Api, visit: Visit) -> None:
    early = await visit.of(AUDITOR).get(f"/audit/pack/{await filed(api)}")
    assert early.status_code in {409, 422}
    assert "proof.not-sealed-yet" in early.text or "export.nothing-sealed" in early.text


async def test_who_is_no_auditor_gets_none(api: Api, visit: Visit) -> None:
    assert (await visit.of(OPERATOR).get(f"/audit/pack/{await filed(api)}")).status_code == 403
