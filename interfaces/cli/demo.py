"""`branchctl demo`: the whole service shown on real engines, in a rehearsal of its own (演练)."""

import asyncio
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Annotated

from cyclopts import Parameter

from interfaces.cli.exits import Exit
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import err, say
from interfaces.cli.up import Teller
from interfaces.demo.auditing import audit
from interfaces.demo.expecting import PlotError
from interfaces.demo.looking_back import look_back
from interfaces.demo.play import play
from interfaces.demo.running import SCALE, running
from interfaces.demo.stage import Stage
from interfaces.demo.summary import show_expectations, show_summary


async def demo(
    *,
    data: Annotated[
        Path | None,
        Parameter(help="数据目录，须为空；默认临时目录 an empty directory; a temporary one if absent"),
    ] = None,
    keep: Annotated[
        bool, Parameter(negative=(), help="保留临时目录，以便查看 keep the temporary directory to look at")
    ] = False,
) -> int:
    """
    演练：在真实引擎上把五个流程走到底 (play all five processes to their ends).

    启动内嵌服务，导入虚构的名册和台账，数月在一分钟左右过去。每项预期都达到时退出码为 0，否则为 1。

    Starts an embedded stack of its own, imports a fictional roster and register, and lets months pass in about a
    minute. Exit code 0 when every expectation held, else 1.
    """
    performance = asyncio.current_task()
    assert performance is not None  # noqa: S101  # a command runs in a task
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, _end, performance)
    with _folder(data, keep=keep) as folder:
        try:
            return await _perform(folder)
        except asyncio.CancelledError:
            say("演练已中断，全部停止。", "Interrupted; everything is stopped.", err)
            return Exit.REFUSED


def _end(performance: asyncio.Task[int]) -> None:
    """End the performance; whoever is impatient does not keep the engines from being stopped."""
    if not performance.cancelling():
        performance.cancel()


async def _perform(folder: Path) -> Exit:
    say(
        "演练：组织、人员、企业全部虚构；一秒约当两天。",
        "A rehearsal: every organisation, person and enterprise is fictional; a second is two days.",
    )
    began = monotonic()
    async with running(folder, Teller()) as service:
        stage = Stage(service)
        try:
            await play(stage)
        except PlotError as error:
            say(f"演练无法继续：{error}", f"The play cannot go on: {error}", err)
        await show_summary(stage, await look_back(stage), monotonic() - began)
        await audit(stage, service)
        show_expectations(stage)
    return Exit.REFUSED if stage.failures else Exit.OK


@contextmanager
def _folder(data: Path | None, *, keep: bool) -> Iterator[Path]:
    """Yield an empty directory: the one that was named, or a temporary one that is removed at the end."""
    if data is not None:
        if data.exists() and any(data.iterdir()):
            raise UsageError(
                zh=f"{data} 不是空目录；演练需要新的数据目录。",
                en=f"{data} is not empty; a rehearsal takes a fresh directory.",
            )
        yield data
        _say_where(data)
        return
    folder = Path(tempfile.mkdtemp(prefix="branchctl-demo-"))
    try:
        yield folder
    finally:
        if keep:
            _say_where(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _say_where(folder: Path) -> None:
    say(
        f"数据保留在 {folder}；查看：branchctl up --data {folder} --rehearsal {SCALE}",
        f"The data are kept in {folder}; to look at them: branchctl up --data {folder} --rehearsal {SCALE}",
    )
