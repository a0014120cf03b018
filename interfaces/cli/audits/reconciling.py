"""`branchctl audit reconcile`: Temporal's workflows against the journal's streams."""

from datetime import timedelta
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from audit.reconciling import PATIENCE, Discrepancy, WorkflowFault
from domain.catalogue import Catalogue
from domain.model import Model
from interfaces.cli.connection import Common, desk_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.desk.answers import DeskUnavailableError
from interfaces.desk.desk import Desk


class Told(Model):
    """What the command answers as JSON. `touched`: streams that were told to look at themselves again."""

    streams: int
    running: int
    discrepancies: tuple[Discrepancy, ...]
    touched: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    """Streams whose workflow did not answer."""


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
            found = await desk.reconciler(timedelta(seconds=patience)).reconcile(
                lambda more: advanced(more, None)
            )
        told = Told(streams=found.streams, running=found.running, discrepancies=found.discrepancies)
        if mend:
            told = await _mended(desk, told)
        if common.json:
            show_json(told)
        else:
            _show(told, desk.catalogue)
    return Exit.REFUSED if told.discrepancies else Exit.OK


async def _mended(desk: Desk, told: Told) -> Told:
    touched: list[str] = []
    silent: list[str] = []
    for stream in dict.fromkeys(one.stream for one in told.discrepancies if _is_mendable(one)):
        try:
            await desk.touch(stream)
            touched.append(stream)
        except DeskUnavailableError:
            silent.append(stream)
    return told.model_copy(update={"touched": tuple(touched), "silent": tuple(silent)})


def _is_mendable(one: Discrepancy) -> bool:
    """Whether a look at the journal helps: a workflow of another kind under a stream's name is a person's matter."""
    return one.fault is not WorkflowFault.EXTRA


def _show(told: Told, sentences: Catalogue) -> None:
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
