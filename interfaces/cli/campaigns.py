"""`branchctl campaign`: one round of investigations over registers that were imported."""

from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from domain.campaign.commands import WINDOW_MAXIMUM, OpenCampaign, RegisterPart
from domain.campaign.pages import RegisterState, Status
from domain.campaign.plan import TURNS
from domain.campaign.state import CampaignState
from interfaces.cli.connection import Acting, Common, counter_of, repeatable
from interfaces.cli.exits import Exit
from interfaces.cli.knowing import check_known
from interfaces.cli.output import show_answer, show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import say
from interfaces.desk.counter import Counter

campaign = App(name="campaign", help="排查轮次 rounds of investigations")


@campaign.command(name="open")
async def open_campaign(
    org: str,
    round: str,  # noqa: A002  # the argument's name
    /,
    *registers: Annotated[str, Parameter(help="已导入的台账 registers that were imported")],
    window: Annotated[
        int | None,
        Parameter(validator=Number(gte=1, lte=WINDOW_MAXIMUM), help="同时排查数 cases open at the same time"),
    ] = None,
    acting: Acting | None = None,
) -> int:
    """
    启动一轮排查 (open a round over imported registers).

    branchctl campaign open ORG ROUND register/r-… --as PERSON
    """
    acting = acting or Acting()
    by = acting.sender()
    async with counter_of(acting) as desk:
        await check_known(desk, org=org)
        if not registers:
            known = ", ".join(await desk.streams("register")) or "-"
            raise UsageError(
                zh=f"请写明台账。已导入的有：{known}", en=f"Name the registers; those imported are: {known}"
            )
        parts = tuple([await _part(desk, one) for one in registers])
        told = {"registers": parts} | ({"window": window} if window is not None else {})
        with repeatable(by):
            answer = await desk.open("campaign", OpenCampaign.model_validate(told), (org, round), by)
        show_answer(answer, desk.catalogue, as_json=acting.json)
    return Exit.OK


@campaign.command
async def show(stream: str, /, *, common: Common | None = None) -> int:
    """进度：每种结论多少家 (progress, and a count per conclusion)."""
    common = common or Common()
    async with counter_of(common) as desk:
        reading = await desk.state(stream)
        state = reading.state
        if not isinstance(state, CampaignState) or not reading.version:
            raise UsageError(zh=f"没有这一轮排查：{stream}。", en=f"There is no campaign {stream}.")
        if common.json:
            show_json(reading)
        else:
            _show(state, desk)
    return Exit.OK


async def _part(desk: Counter, stream: str) -> RegisterPart:
    reading = await desk.state(stream)
    state = reading.state
    if not isinstance(state, RegisterState) or state.status != Status.COMPLETE:
        raise UsageError(
            zh=f"{stream} 不是已导入完成的台账；请先 branchctl import FILE。",
            en=f"{stream} is no register that was imported completely; branchctl import FILE first.",
        )
    return RegisterPart(stream=stream, rows=state.rows, version=reading.version)


def _show(state: CampaignState, desk: Counter) -> None:
    totals = state.totals
    rows = [
        (desk.catalogue.label(one.conclusion).zh, one.conclusion, "台账 register", one.rows)
        for one in totals.by_register
    ]
    rows += [
        (desk.catalogue.label(one.conclusion).zh, one.conclusion, "排查 investigated", one.rows)
        for one in totals.investigated
    ]
    show_table(
        f"{state.stream} · {desk.catalogue.label(state.status).zh} {state.status}",
        ("结论", "conclusion", "依据 by", "家 enterprises"),
        rows,
    )
    say(
        f"已处理 {state.taken}/{state.rows}（第 {state.turn} 遍，共 {TURNS} 遍，重点企业优先），正在排查 {len(state.open_cases)}，"
        f"已有排查 {totals.already}，被拒 {totals.refused}，取消 {totals.cancelled}。",
        f"{state.taken} of {state.rows} done (turn {state.turn} of {TURNS}, priority first), {len(state.open_cases)} open, {totals.already} already open, "
        f"{totals.refused} refused, {totals.cancelled} cancelled.",
    )
