"""`branchctl demo` as a person runs it: its exit code tells the truth, and nothing is left behind."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from tests.infra.conftest import place as place  # noqa: PLC0414  # the fixture of the engines' tests
from tests.infra.test_up import ended, is_up
from tests.infra.waiting import nothing_runs_for

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(300)]

_DEMO = "from interfaces.cli.main import main; raise SystemExit(main())"
_BROKEN = f"""
from interfaces.cli import demo

async def play(stage):
    stage.expect(True, "这一项成立", "this one holds")
    stage.need(False, "这一项不成立", "this one does not hold")

demo.play = play
{_DEMO}
"""


async def program(text: str, *arguments: str, temporary: Path) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", text, "demo", *arguments),
        stdout=PIPE,
        stderr=PIPE,
        env=os.environ | {"TMPDIR": str(temporary)},
    )


async def test_every_expectation_holds_and_the_temporary_folder_is_removed(place: Path) -> None:
    code, said = await ended(await program(_DEMO, temporary=place))
    assert code == 0, said[-5000:]
    assert "expectations held." in said
    assert "项预期全部达到" in said
    assert not os.listdir(place)  # noqa: PTH208  # a look at the folder


async def test_an_expectation_that_does_not_hold_fails_the_demo_and_is_named_in_both_languages(
    place: Path,
) -> None:
    code, said = await ended(await program(_BROKEN, temporary=place))
    assert code == 1
    assert "✘ 这一项不成立" in said
    assert "this one does not hold" in said
    assert "✘ 这一项成立" not in said


async def test_ctrl_c_stops_everything(place: Path) -> None:
    data = place / "data"
    demo = await program(_DEMO, "--data", str(data), temporary=place)
    await is_up(data, parts=3)  # a demo has no API
    demo.send_signal(signal.SIGINT)
    code, said = await ended(demo)
    assert code == 1
    assert "Interrupted" in said
    assert nothing_runs_for(data)


async def test_a_folder_that_holds_something_is_refused(place: Path) -> None:
    (place / "mine").write_text("mine")
    code, said = await ended(await program(_DEMO, "--data", str(place), temporary=place))
    assert code == 2
    assert "is not empty" in said
    assert (place / "mine").read_text() == "mine"
