"""`branchctl audit reconcile`: Temporal's workflows against the journal's streams."""

from datetime import timedelta
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from audit.reconciling import PATIENCE, Discrepancy
from domain.catalogue import Catalogue
from interfaces.cli.connection import Common, desk_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.desk.mending import Mended, compare
from interfaces.desk.mending import mend as mend_all


async def reconcile(
    *,
    mend: Annotated[
        bool,
        Parameter(
            negative=(), help="让有差异的事项重新查看 have each look at its stream again, started if need be"
        ),
    ] = False,
    patience: Annotated[
        int, Parameter(validator=Number(gte=0), help="多少秒以上才算 seconds until something counts")
    ] = int(PATIENCE.total_seconds()),
    common: Common | None = None,
) -> int:
    """
    核对 Temporal 与账本：缺失、多余、停滞的流程，未送达的后续事项 (missing, extra and stuck workflows, follow-ups not delivered).

    退出码 1 表示有差异。没有任何办理内容因此改变：流程重新查看账本，未完成的由它继续。

    Exit code 1 when something does not agree. `--mend` decides nothing: each process looks at its stream and goes on.
    """
    common = common or Common()
    async with desk_of(common) as desk:
        with progress("核对 reconciling", quiet=common.json) as advanced:
            told = await compare(desk, timedelta(seconds=patience), lambda more: advanced(more, None))
        if mend:
            told = await mend_all(desk, told)
        if common.json:
            show_json(told)
        else:
            _show(told, desk.catalogue)
    return Exit.REFUSED if told.discrepancies else Exit.OK


def _show(told: Mended, sentences: Catalogue) -> None:
    compared = (
        f"账本 {told.streams} 个事项，Temporal 有 {told.running} 个流程在运行",
        f"{told.streams} cases in the journal, {told.running} workflows running in Temporal",
    )
    if not told.discrepancies:
        say(f"{compared[0]}：相符。", f"{compared[1]}: they agree.")
        return
    rows = [
        (_fault(one, sentences), one.stream, f"{one.since:%Y-%m-%d %H:%M:%SZ}", _what(one))
        for one in told.discrepancies
    ]
    headings = ("差异 fault", "事项 stream", "自 since", "说明 what")
    show_table(f"{compared[0]} · {compared[1]}", headings, rows)
    if told.touched:
        say(
            f"{len(told.touched)} 个事项已重新查看账本；稍后再核对一次。",
            f"{len(told.touched)} looked at their streams again; reconcile once more in a moment.",
        )
    for stream in told.silent:
        say(f"{stream} 没有应答。", f"{stream} did not answer.")


def _fault(one: Discrepancy, sentences: Catalogue) -> str:
    said = sentences.label(one.fault)
    return f"{said.zh} {said.en}"


def _what(one: Discrepancy) -> str:
    if one.to is None:
        return " ".join(filter(None, (one.status, one.reason)))
    arrived = "已到达，未确认 arrived, not confirmed" if one.arrived else "未送达 not delivered"
    return f"{one.command} → {one.to}\n{arrived}"
