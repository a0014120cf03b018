"""`branchctl up`, `doctor` and `migrate` as a person runs them: as programs of their own."""

import asyncio
import os
import re
import shutil
import signal
import site
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import httpx
import pytest

from infra.account import Account, can_reach, named
from infra.binaries import temporal_program
from infra.runtime import read_runtime
from interfaces.cli.main import main
from tests.infra.waiting import nothing_runs_for, until
from tests.postgres import Database, Server

pytestmark = pytest.mark.timeout(400)

CHECKOUT = Path(__file__).parents[2]
_RUN = "from interfaces.cli.main import main; raise SystemExit(main())"


async def branchctl(*arguments: str, environment: dict[str, str] | None = None) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _RUN, *arguments),
        stdout=PIPE,
        stderr=PIPE,
        env=os.environ | (environment or {}),
    )


async def ended(command: Process) -> tuple[int, str]:
    """Wait for a command; return its exit code and all it said."""
    said, complained = await command.communicate()
    assert command.returncode is not None
    return command.returncode, said.decode() + complained.decode()


async def is_up(data: Path, parts: int = 4) -> None:
    def all_parts() -> bool:
        runtime = read_runtime(data)
        return runtime is not None and len(runtime.processes) == parts

    await until(all_parts, f"{parts} running parts")


@pytest.mark.parametrize("ending", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.endurance)])
async def test_ctrl_c_or_a_termination_stops_all_and_says_so(place: Path, ending: signal.Signals) -> None:
    up = await branchctl("up", "--data", str(place / "data"))
    await is_up(place / "data")
    up.send_signal(ending)
    code, said = await ended(up)
    assert code == 0
    assert "已全部停止" in said
    assert "All stopped" in said
    assert nothing_runs_for(place / "data")


async def test_it_says_what_runs_where_and_a_second_one_is_told_so(place: Path) -> None:
    data = place / "data"
    up = await branchctl("up", "--data", str(data))
    await is_up(data)
    runtime = read_runtime(data)
    second = await ended(await branchctl("up", "--data", str(data)))
    looked = await ended(await branchctl("doctor", "--data", str(data)))
    migrated = await ended(await branchctl("migrate", environment={"BRANCHCTL_DATA": str(data)}))
    up.send_signal(signal.SIGINT)
    code, said = await ended(up)

    assert code == 0
    assert runtime is not None
    assert runtime.temporal_ui in said
    assert all(name in said for name in ("PostgreSQL", "Temporal", "worker", "API", str(data)))
    (password,) = re.findall(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}", said)
    assert "admin 的一次性密码" in said
    files = [one for one in data.rglob("*") if one.is_file() and not one.is_symlink()]
    assert not [one for one in files if password.encode() in one.read_bytes()]
    assert second[0] == 3
    assert str(up.pid) in second[1]
    assert looked[0] == 0, looked[1]
    assert migrated == (0, "数据库已是最新，无需迁移。\nThe database is up to date already.\n")


def test_without_engines_a_command_says_how_to_get_them(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BRANCHCTL_DATA", str(place))
    assert main(["migrate"]) == 3
    assert "branchctl up" in capsys.readouterr().err


async def test_without_an_address_temporal_is_looked_for_where_its_own_command_looks(
    database: Database,
) -> None:
    told = {"DATABASE_URL": database.service_dsn, "DATABASE_OWNER_URL": database.dsn, "TEMPORAL_ADDRESS": ""}
    _, looked = await ended(await branchctl("doctor", environment=told))
    assert "PostgreSQL answers" in looked
    assert re.search(r"Temporal (answers|cannot be reached)|namespace", looked), looked
    assert "Traceback" not in looked


async def test_the_doctor_looks_at_a_temporal_that_is_told_although_no_database_is(place: Path) -> None:
    told = {"DATABASE_URL": "", "BRANCHCTL_DATA": str(place / "data"), "TEMPORAL_ADDRESS": "127.0.0.1:1"}
    code, looked = await ended(await branchctl("doctor", environment=told))
    assert code == 3
    assert "Temporal cannot be reached" in looked


@pytest.mark.parametrize("role", ["no_such_login", "branch_service"])
def test_a_database_that_is_not_set_up_ends_a_command_with_three_and_a_sentence(
    postgres: Server, role: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres.engine.dsn_of(role, "postgres"))
    assert main(["work", "--as", "p-1", "--direct"]) == 3
    assert "branchctl doctor" in capsys.readouterr().err


async def test_a_journal_that_is_not_begun_is_told_from_an_outage(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database.service_dsn)
    assert await asyncio.to_thread(main, ["work", "--as", "p-1", "--direct"]) == 3
    assert "not begun" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["no-such-command"], ["up", "--port", "0"], ["up", "--port", "none"]])
def test_a_wrong_command_line_is_told_from_a_refusal(arguments: list[str]) -> None:
    assert main(arguments) == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="the whole suite runs as an ordinary user already")
async def test_an_ordinary_user_runs_it_as_himself(place: Path) -> None:
    somebody = named("nobody")
    if somebody is None:
        pytest.skip("there is no account to be")
    python = _python_within_reach(somebody)
    data = place / "data"
    data.mkdir()
    os.chown(data, somebody.uid, somebody.gid)
    up = await asyncio.create_subprocess_exec(
        *(python, "-c", _RUN, "up", "--data", str(data)),
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{site.getsitepackages()[0]}:{CHECKOUT}"},
        user=somebody.uid,
        group=somebody.gid,
        extra_groups=[],
        stdout=PIPE,
        stderr=PIPE,
        cwd="/",
    )
    await is_up(data)
    owner = (data / "postgres/data").stat().st_uid
    up.send_signal(signal.SIGINT)
    code, said = await ended(up)
    assert code == 0, said
    assert owner == somebody.uid
    assert nothing_runs_for(data)


def _python_within_reach(account: Account) -> str:
    """An interpreter of our version that the account can run; ours may stand below a closed home."""
    own = Path(sys.executable).resolve()
    same = shutil.which(f"python{sys.version_info[0]}.{sys.version_info[1]}", path="/usr/bin:/usr/local/bin")
    for python in (own, Path(same) if same else own):
        if (
            can_reach(account, python)
            and can_reach(account, temporal_program())
            and can_reach(account, CHECKOUT / "x")
        ):
            return str(python)
    pytest.skip("nobody else can reach this checkout or its Python")


async def said_of(up: Process, pattern: str) -> str:
    """Wait until a running command says something."""
    assert up.stdout is not None
    while line := (await up.stdout.readline()).decode():
        if found := re.search(pattern, line):
            return found[0]
    raise AssertionError(pattern)


@pytest.mark.timeout(240)
async def test_the_first_person_comes_in_over_the_api_and_lets_others_in(place: Path) -> None:
    data = place / "data"
    up = await branchctl("up", "--data", str(data))
    try:
        once = await asyncio.wait_for(said_of(up, r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}"), 150)
        runtime = read_runtime(data)
        assert runtime is not None
        assert runtime.api is not None
        shown, good = {"login": "admin", "password": once}, "a password of many words"
        async with httpx.AsyncClient(base_url=runtime.api, timeout=30) as api:
            refused = await api.post("/v1/sessions", json=shown)
            changed = await api.put("/v1/password", json=shown | {"new_password": good})
            entered = await api.post("/v1/sessions", json={"login": "admin", "password": good})
            token = str(entered.json()["token"])
            added = await api.post(
                "/v1/processes/account/p-1001/commands",
                headers={"authorization": f"Bearer {token}", "idempotency-key": "first"},
                json={"command": {"kind": "add_account", "org": "o-37"}},
            )
    finally:
        up.send_signal(signal.SIGINT)
        code, _ = await ended(up)
    assert code == 0
    assert (refused.status_code, refused.json()["rule"]) == (403, "access.password-must-change")
    assert (changed.status_code, entered.status_code, added.status_code) == (204, 201, 200), added.text
    written = [one.read_bytes() for one in data.rglob("*") if one.is_file() and not one.is_symlink()]
    for secret in (once, good, token):
        assert not [one for one in written if secret.encode() in one]
