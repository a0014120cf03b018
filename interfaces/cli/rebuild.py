"""`branchctl rebuild`: what is derived from the journal, made anew: the read models, and the workflows of open cases."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from cyclopts import App

from infra.errors import EngineError
from interfaces.cli.connection import Common, auditor_of, desk_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.desk.mending import compare, mend
from interfaces.desk.outages import outages_named
from ledger.errors import ForeignLedgerError, LedgerDefectError, LedgerError, RebuildRunningError
from ledger.rebuilding import rebuild as rebuilt

rebuild = App(name="rebuild", help="重建 (fold anew what is derived from the journal)")


class NotRebuiltError(EngineError):
    """The ledger stands as it stood."""


@rebuild.command(name="ledger")
async def ledger(*, common: Common | None = None) -> int:
    """
    重建台账：从账本重新折叠，完成后替换 (fold the ledger anew from the journal, then put it in place of the old one).

    Work goes on meanwhile. Interrupted, it leaves the ledger as it was.
    """
    common = common or Common()
    async with auditor_of(common) as journal:
        with outages_named(), _seldom_collected(), progress("重建台账 ledger", quiet=common.json) as advanced:
            try:
                position = await rebuilt(journal, journal.dsn, advanced)
            except LedgerError as error:
                raise _explained(error) from error
    if common.json:
        show_json({"position": position})
    else:
        say(f"台账已重建，截至账本位置 {position}。", f"The ledger is rebuilt, true at position {position}.")
    return Exit.OK


@rebuild.command(name="workflows")
async def workflows(*, common: Common | None = None) -> int:
    """
    重建流程：账本中未办结而没有流程的事项，从账本继续 (start the workflows of open cases that have none).

    Temporal 的数据丢失之后使用；不作任何决定。Afterwards `branchctl audit reconcile` says whether all agrees.

    For a Temporal that lost its data. Nothing is decided: each process folds its stream and goes on.
    """
    common = common or Common()
    async with desk_of(common) as desk:
        with progress("重建流程 workflows", quiet=common.json) as advanced:
            found = await compare(desk, timedelta(0), lambda more: advanced(more, None))
        told = await mend(desk, found)
    if common.json:
        show_json(told)
    else:
        say(
            f"账本 {told.streams} 个事项：{len(told.touched)} 个流程已继续，{len(told.silent)} 个没有应答。",
            f"{told.streams} cases in the journal: {len(told.touched)} workflows go on, {len(told.silent)} did not answer.",
        )
    return Exit.OK if not told.silent else Exit.UNREACHABLE


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for cyclic garbage more seldom: folding leaves none, and looking cost a third of a rebuild."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _explained(error: LedgerError) -> NotRebuiltError:
    match error:
        case RebuildRunningError():
            zh = "另一个重建正在进行，请待其完成。"
            return NotRebuiltError(zh, "Another rebuild is running: let it finish.")
        case ForeignLedgerError():
            zh = "数据库中的台账表与本版本不符；请先执行 branchctl migrate，或使用相应的版本。"
            return NotRebuiltError(zh, f"{error}: run branchctl migrate, or use the version that made them.")
        case LedgerDefectError():
            zh = f"位置 {error.position}（{error.stream}）的记录无法折叠，原台账未动：{error}"
            return NotRebuiltError(zh, f"{error}. The ledger stands as it stood.")
        case _:
            return NotRebuiltError(f"台账未重建：{error}", f"The ledger was not rebuilt: {error}")
