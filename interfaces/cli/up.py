"""`branchctl up`: the embedded stack in the foreground."""

import asyncio
import signal
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.table import Table

from activities.first_account import first_account
from activities.founding import found
from domain.account.standing import FOUNDER
from domain.clock import RealOrRehearsal
from infra import documents
from infra.api_process import COMMAND as API
from infra.api_process import PORT as API_PORT
from infra.clock import now
from infra.errors import EngineError
from infra.runtime import Runtime
from infra.settings import Settings
from infra.stack import Options, Rehearsal, Stack
from infra.temporal import PORT, UI_PORT
from interfaces.cli.accounts import show_password
from interfaces.cli.entering import door_on
from interfaces.cli.exits import Exit
from interfaces.cli.speech import out, say
from journal.journal import Journal
from journal.shelf import Documents

_PORT = Number(gte=1, lte=65535)


async def up(
    *,
    data: Annotated[
        Path | None, Parameter(help="数据目录 the data directory (BRANCHCTL_DATA, .data)")
    ] = None,
    port: Annotated[
        int, Parameter(validator=_PORT, help="Temporal 端口（被占则另选） its port, if free")
    ] = PORT,
    ui_port: Annotated[
        int, Parameter(validator=_PORT, help="Temporal 网页端口 its web page's port")
    ] = UI_PORT,
    api_port: Annotated[
        int, Parameter(validator=_PORT, help="接口端口（被占则另选） the API's port, if free")
    ] = API_PORT,
    processes: Annotated[
        int | None, Parameter(validator=Number(gte=1), help="工作进程数 worker processes")
    ] = None,
    rehearsal: Annotated[
        int | None,
        Parameter(
            validator=Number(gte=1, lte=2_592_000), help="演练：一秒当几秒 seconds that pass in one second"
        ),
    ] = None,
) -> int:
    """
    启动内嵌服务 (start the embedded stack).

    PostgreSQL、Temporal、工作进程与接口服务；Ctrl-C 停止全部，数据保留。

    Start the embedded stack: PostgreSQL, Temporal, the worker and the API. Ctrl-C stops all; the data stay.
    """
    settings = Settings.load()
    options = Options(
        data=data or settings.data,
        port=port,
        ui_port=ui_port,
        api=API,
        api_port=api_port,
        processes=processes or settings.processes,
        rehearsal=Rehearsal(settings.rehearsal_epoch or now(), rehearsal) if rehearsal else None,
    )
    ended = asyncio.Event()
    _on_signal(ended)
    say("正在启动……", "Starting …")
    founding = Founding(options)
    async with Stack(options, Teller(), founding.found) as runtime:
        _show(runtime, options)
        founding.show()
        await ended.wait()
        say(
            "正在停止：接口服务、工作进程、Temporal、PostgreSQL。",
            "Stopping: the API, the worker, Temporal, PostgreSQL.",
        )
    say("已全部停止，数据已保留。", "All stopped; the data are kept.")
    return Exit.OK


class Teller:
    """Tells the person at the terminal what becomes of the parts; when nobody reads any more (`up | head`), nobody."""

    def died(self, name: str, status: int) -> None:
        """Say that a part ended."""
        _say(f"{name} 已退出（{status}），正在重新启动。", f"{name} ended ({status}); starting it again.")

    def returned(self, name: str) -> None:
        """Say that it is back."""
        _say(f"{name} 已恢复运行。", f"{name} runs again.")

    def failed(self, name: str, error: Exception) -> None:
        """Say why it is not back yet."""
        zh, en = (error.zh, error.en) if isinstance(error, EngineError) else (repr(error), repr(error))
        _say(f"{name} 未能恢复，稍后再试：{zh}", f"{name} is not back yet, trying again: {en}")


def _say(zh: str, en: str) -> None:
    with suppress(
        OSError, SystemExit
    ):  # rich ends a program whose output nobody reads: this one has work to do
        say(zh, en)


class Founding:
    """Begins the journal before the worker starts, and lets the first person in."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._password: str | None = None

    async def found(self, runtime: Runtime) -> None:
        """Begin the journal. Raises `NatureMismatchError` when real and rehearsal would mix."""
        wished = self._options.rehearsal
        nature = RealOrRehearsal(epoch=wished.epoch, scale=wished.scale) if wished else RealOrRehearsal()
        shipped = Documents(documents.default_policy(), documents.calendars(), documents.schemes())
        journal = await Journal.open(runtime.database_url)
        try:
            begun = await found(journal, nature, shipped, now())
            async with door_on(journal, begun) as door:
                self._password = await first_account(journal, begun, door.signing_in, now())
        finally:
            await journal.close()

    def show(self) -> None:
        """Show the founder's one-time password, to the person at the terminal and nowhere else, once."""
        if self._password is not None:
            show_password(FOUNDER, self._password)
            self._password = None


def _on_signal(ended: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, ended.set)


def _show(runtime: Runtime, options: Options) -> None:
    table = Table(title="内嵌服务 · embedded stack")
    for heading in ("部分 part", "进程 pid", "位置 where"):
        table.add_column(heading, overflow="fold")
    where = {
        "PostgreSQL": runtime.database_url,
        "Temporal": f"{runtime.temporal_address}  ({runtime.temporal_ui})",
        "API": runtime.api or "",
    }
    for process in runtime.processes:
        table.add_row(process.name, str(process.pid), where.get(process.name, ""))
    out.print(table)
    data = options.data.absolute()
    say(f"数据与日志：{data}", f"data and logs: {data}")
    if (data / "postgres").is_symlink():
        cluster = (data / "postgres").readlink()
        say(
            f"数据库（其账号无法进入上述目录）：{cluster}",
            f"the database, whose account cannot come there: {cluster}",
        )
    say(f"Temporal 网页：{runtime.temporal_ui}", f"Temporal's own web page: {runtime.temporal_ui}")
    say(f"网页：{runtime.api}/", f"the console: {runtime.api}/")
    say(f"接口：{runtime.api}/v1/openapi.json", f"the API: {runtime.api}/v1/openapi.json")
    say("按 Ctrl-C 停止。", "Ctrl-C stops all.")
