"""`branchctl schedule`: the yearly rounds that open by themselves; set by whoever runs the service."""

from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number
from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleCalendarSpec,
    ScheduleListDescription,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
)
from temporalio.service import RPCError, RPCStatusCode

from activities.yearly import YearlyKind
from domain.dates import SHANGHAI
from domain.refusals import DomainError
from infra.engines import connect_temporal, find_engines
from interfaces.cli.connection import Common, catalogue, check_here, desk_of, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.knowing import check_known
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import say
from interfaces.desk.answers import TEMPORAL, DeskUnavailableError
from workflows.plugin import plugin
from workflows.yearly import YearlyStart, YearlyWorkflow

schedule = App(name="schedule", help="年度轮次的定时 the yearly rounds that open by themselves")

_ZONE = "Asia/Shanghai"
_PREFIX = "yearly/"
_EACH_YEAR = SchedulePolicy(overlap=ScheduleOverlapPolicy.ALLOW_ALL)
"""A year's rounds are opened though last year's still wait for an engine or a mended defect."""


class RehearsedScheduleError(DomainError):
    """Schedules stand in real time: the years of a rehearsal pass them by."""

    rule = "desk.rehearsed-schedule"

    def __init__(self, org: str) -> None:
        super().__init__(org=org)


@schedule.command
async def yearly(
    kind: YearlyKind,
    org: str,
    /,
    *,
    month: Annotated[int, Parameter(validator=Number(gte=1, lte=12), help="月 month")] = 1,
    day: Annotated[
        int, Parameter(validator=Number(gte=1, lte=28), help="日 day of the month, 28 at most")
    ] = 5,
    common: Common | None = None,
) -> int:
    """
    每年自动启动一轮 (open a round every year).

    evaluation：上一年度的星级评定；investigation：本年度排查。重复设置不会重复启动。

    evaluation rates the year that ended, investigation takes the complete registers of ORG. Set twice, it is one.
    """
    common = common or Common()
    async with desk_of(common) as desk:
        if desk.rehearsal:
            raise RehearsedScheduleError(org)
        await check_known(desk, org=org)
    name = f"{_PREFIX}{kind}/{org}"
    client = await _client(common)
    action = ScheduleActionStartWorkflow(
        YearlyWorkflow.run,
        YearlyStart(kind=kind, org=org),
        id=name,
        task_queue=settings_of(common).task_queue,
    )
    on = ScheduleCalendarSpec(
        month=(ScheduleRange(month),), day_of_month=(ScheduleRange(day),), hour=(ScheduleRange(6),)
    )
    try:
        await client.create_schedule(
            name,
            Schedule(
                action=action,
                spec=ScheduleSpec(calendars=[on], time_zone_name=_ZONE),
                policy=_EACH_YEAR,
            ),
        )
    except ScheduleAlreadyRunningError:
        raise UsageError(
            zh=f"{name} 已经设置；请先 branchctl schedule remove {name}。",
            en=f"{name} is set already; branchctl schedule remove {name} first.",
        ) from None
    if common.json:
        show_json({"schedule": name, "month": month, "day": day})
    else:
        say(
            f"已设置：每年 {month} 月 {day} 日 6 时启动 {name}。",
            f"Set: {name} opens every year on {month}-{day} at 6:00.",
        )
    return Exit.OK


@schedule.command(name="list")
async def list_schedules(*, common: Common | None = None) -> int:
    """列出已设置的年度轮次 (list what is set, and when it opens next)."""
    common = common or Common()
    client = await _client(common)
    found = [one async for one in await client.list_schedules() if one.id.startswith(_PREFIX)]
    rows = [(one.id, _next(one)) for one in found]
    if common.json:
        show_json([{"schedule": name, "next": at} for name, at in rows])
    else:
        show_table("年度轮次 yearly rounds", ("定时 schedule", "下次启动 opens next"), rows)
    return Exit.OK


@schedule.command
async def remove(name: str, /, *, common: Common | None = None) -> int:
    """取消年度轮次 (no longer open it); rounds that are open go on."""
    common = common or Common()
    client = await _client(common)
    try:
        await client.get_schedule_handle(name).delete()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        raise UsageError(
            zh=f"没有 {name}；branchctl schedule list 列出已设置的。",
            en=f"There is no {name}; branchctl schedule list shows what is set.",
        ) from None
    if common.json:
        show_json({"removed": name})
    else:
        say(f"已取消：{name}。", f"Removed: {name}.")
    return Exit.OK


def _next(one: ScheduleListDescription) -> str:
    times = one.info.next_action_times if one.info else ()
    return times[0].astimezone(SHANGHAI).isoformat(" ", "minutes") if times else ""


async def _client(common: Common) -> Client:
    check_here(common)
    try:
        return await connect_temporal(find_engines(settings_of(common)), [plugin(catalogue())])
    except RuntimeError as error:
        raise DeskUnavailableError(TEMPORAL, error) from error
