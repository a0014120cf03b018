"""docs/api.md as a stranger follows it: every block of shell, in order, in one bash, on a stack of its own."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from infra.runtime import read_runtime
from infra.scratch import scratch_directory

CHECKOUT = Path(__file__).parents[2]
PAGE = CHECKOUT / "docs" / "api.md"
_RUN = "from interfaces.cli.main import main; raise SystemExit(main())"
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PASSWORD = re.compile(r"^ +([a-z2-9]{5}(?:-[a-z2-9]{5}){3})$", re.MULTILINE)


def blocks() -> list[str]:
    return _BLOCK.findall(PAGE.read_text(encoding="utf-8"))


@asynccontextmanager
async def up(data: Path) -> AsyncIterator[str]:
    """Run the embedded stack; yield the one-time password that it showed."""
    command = (sys.executable, "-c", _RUN, "up", "--data", str(data))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT, cwd=CHECKOUT)
    try:
        yield await _password(process)
    finally:
        process.send_signal(signal.SIGINT)
        await process.communicate()


async def _password(process: Process) -> str:
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(300):
        while not (found := _PASSWORD.search(said)):
            line = await process.stdout.readline()
            assert line, said
            said += line.decode()
    return found[1]


@pytest.mark.endurance
@pytest.mark.timeout(600)
async def test_a_stranger_comes_from_the_start_to_the_receipt_with_curl_alone(tmp_path: Path) -> None:
    script = "\n".join(("set -euo pipefail", *blocks(), f'printf "%s" "$RECEIPT" > {tmp_path}/receipt'))
    with scratch_directory() as directory:
        data = directory / "data"
        async with up(data) as password:
            runtime = read_runtime(data)
            assert runtime is not None
            assert runtime.api is not None
            environment = os.environ | {
                "PATH": f"{_programs(tmp_path)}:{os.environ['PATH']}",
                "SERVER": runtime.api,
                "ONE_TIME": password,
                "NEW_PASSWORD": "a sentence nobody guesses 7",
                "BRANCHCTL_DATA": str(data),
            }
            bash = await asyncio.create_subprocess_exec(
                "bash", "-c", script, stdout=PIPE, stderr=STDOUT, env=environment, cwd=CHECKOUT
            )
            said, _ = await bash.communicate()
    assert bash.returncode == 0, said.decode()[-4000:]
    told = said.decode()
    assert (tmp_path / "receipt").read_text(encoding="utf-8").startswith("ZJ-")
    assert '"findings":[]' in told
    assert '"nothing_wrong":true' in told
    assert "c2sp.org/tlog-proof@v1" in told
    assert '"repeated":true' in told


def test_no_body_beside_the_page_is_left_unused() -> None:
    used = set(re.findall(r"[a-z]+\.json", "".join(blocks())))
    assert used - {"openapi.json"} == {one.name for one in (PAGE.parent / "examples" / "api").iterdir()}


def _programs(place: Path) -> Path:
    """Return a directory with the `branchctl` of this checkout."""
    programs = place / "bin"
    programs.mkdir()
    branchctl = programs / "branchctl"
    branchctl.write_text(
        f'#!/bin/sh\nPYTHONPATH="{CHECKOUT}" exec "{sys.executable}" -c "{_RUN}" "$@"\n', encoding="utf-8"
    )
    branchctl.chmod(0o755)
    return programs
