"""`branchctl audit verify`: what it prints, and how it ends."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from audit.verifying.findings import Flaw
from interfaces.cli.main import main
from tests.audit.verifying.kept import LAST, SEALED, Copy, Kept, tamper
from tests.catalogues import catalogue


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Verify = Callable[..., Awaitable[Ran]]


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verify:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "localhost:1")  # nobody answers there, and nobody asks
    monkeypatch.setenv("COLUMNS", "240")

    async def run(kept: Kept, dsn: str, *arguments: str) -> Ran:
        monkeypatch.setenv("DATABASE_URL", dsn)
        monkeypatch.setenv("BRANCHCTL_ANCHORS", str(kept.anchors))
        capsys.readouterr()
        code = await asyncio.to_thread(main, ["audit", "verify", *arguments])
        return Ran(code, *capsys.readouterr())

    return run


async def test_it_says_how_far_the_proof_reaches(kept: Kept, copied: Copy, verify: Verify) -> None:
    ran = await verify(kept, copied.database.service_dsn, "--key", str(kept.key))

    assert ran.code == 0
    assert f"Verified positions 1 to {LAST}" in ran.out
    assert f"Sealed up to {SEALED}, signed up to {SEALED}, anchored up to {SEALED}" in ran.out
    assert "The last 3 are not sealed yet" in ran.out
    assert "核验通过" in ran.out


async def test_a_range_as_json(kept: Kept, copied: Copy, verify: Verify) -> None:
    ran = await verify(kept, copied.database.service_dsn, "--from", "150", "--to", "160", "--json")

    assert ran.code == 0
    told = json.loads(ran.out)
    assert (told["holds"], told["first"], told["last"], told["findings"]) == (True, 103, 202, [])


async def test_what_is_wrong_is_named_and_ends_with_1(kept: Kept, copied: Copy, verify: Verify) -> None:
    await tamper(copied.superuser, "update journal.entry set kind = 'other.v1' where position = 100")

    ran = await verify(kept, copied.database.service_dsn)
    assert ran.code == 1
    assert "Wrong, first 100 case/32#2 · kind: the column does not say what the bytes say" in ran.out
    assert "case.closed.v1" in ran.out

    told = json.loads((await verify(kept, copied.database.service_dsn, "--json")).out)
    assert told["findings"][0] == {
        "flaw": "column",
        "place": {"part": "entry", "position": 100, "stream": "case/32", "version": 2},
        "column": "kind",
        "expected": "case.closed.v1",
        "found": "other.v1",
    }


@pytest.mark.parametrize(
    "wrong",
    [("--key", "no key"), ("--anchors", "absent"), ("--from", "0"), ("--from", "5", "--to", "3")],
)
async def test_what_cannot_be_understood_ends_with_2(
    kept: Kept, verify: Verify, wrong: tuple[str, ...]
) -> None:
    ran = await verify(kept, kept.database.service_dsn, *wrong)
    assert ran.code == 2


async def test_anchors_are_read_from_the_file_that_is_named(
    kept: Kept, copied: Copy, verify: Verify, tmp_path: Path
) -> None:
    other = tmp_path / "anchors"
    other.write_text(kept.anchors.read_text(encoding="utf-8").replace("\n302\n", "\n303\n"), encoding="utf-8")
    ran = await verify(kept, copied.database.service_dsn, "--anchors", str(other))
    assert ran.code == 1
    assert "Wrong, first anchor 2 (303)" in ran.out


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_has_its_sentences(flaw: Flaw) -> None:
    assert f"Flaw.{flaw}" in catalogue()
