"""`branchctl policy`, `calendar` and `scheme`: the documents that acts are judged by."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter
from cyclopts.types import ExistingFile

from domain.model import Year
from domain.policy.document import difference, parse_policy
from domain.policy.policy import Policy, rules
from domain.policy.rule import Rule, Term
from domain.rulebook.decider import calendar_stream, policy_stream, scheme_stream
from domain.stars.scheme import parse_scheme
from interfaces.cli.connection import Acting, Common, counter_of, desk_of, login_of, repeatable
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_answer, show_json, show_table
from interfaces.cli.progress import progress
from interfaces.cli.reading import text_of
from interfaces.cli.speech import say
from interfaces.desk.documents import adopt as adopt_document
from interfaces.desk.documents import publish_calendar
from interfaces.http.refusals import CalendarElsewhereError

policy = App(name="policy", help="政策：每个数字及其来源 every number of the rules, with its source")
calendar = App(name="calendar", help="工作日历 working days")
scheme = App(name="scheme", help="星级方案 star schemes")

_From = Annotated[date, Parameter(name="--from", help="生效日期 the first day it is in force")]


@policy.command(name="show")
async def show_policy(file: ExistingFile | None = None, /, *, common: Common | None = None) -> int:
    """现行政策，或者某文件中的政策 (the policy in force, or a file's)."""
    common = common or Common()
    shown = await _policy(file, common)
    if common.json:
        show_json(shown)
        return Exit.OK
    rows = [(one.path, _value(one.rule), one.rule.source, one.rule.strength) for one in rules(shown)]
    show_table(
        f"{shown.title} · {shown.version}", ("项 rule", "值 value", "来源 source", "约束力 strength"), rows
    )
    return Exit.OK


@policy.command(name="diff")
async def diff_policy(
    file: ExistingFile, other: ExistingFile | None = None, /, *, common: Common | None = None
) -> int:
    """现行政策（或者第一个文件）与某文件的差别 (what a file changes against the policy in force, or against another)."""
    common = common or Common()
    was = await _policy(file if other else None, common)
    becomes = parse_policy(text_of(other or file))
    changes = difference(was, becomes)
    if common.json:
        show_json(
            [
                {
                    "path": one.path,
                    "was": one.was.model_dump(mode="json"),
                    "becomes": one.becomes.model_dump(mode="json"),
                }
                for one in changes
            ]
        )
    elif not changes:
        say("没有差别。", "They do not differ.")
    else:
        rows = [
            (
                one.path,
                f"{_value(one.was)} · {one.was.source} · {one.was.strength}",
                f"{_value(one.becomes)} · {one.becomes.source} · {one.becomes.strength}",
            )
            for one in changes
        ]
        show_table(f"{was.version} → {becomes.version}", ("项 rule", "原 was", "改为 becomes"), rows)
    return Exit.OK


@policy.command(name="adopt")
async def adopt_policy(file: ExistingFile, /, *, since: _From, acting: Acting | None = None) -> int:
    """启用政策 (put a policy in force from a day; open cases keep the one they were opened under)."""
    text = text_of(file)
    return await _adopt(policy_stream(text), text, since, acting)


@calendar.command(name="import")
async def import_calendar(file: ExistingFile, /, *, acting: Acting | None = None) -> int:
    """
    导入一年的放假调休 (publish a year's working days).

    未办结事项的期限随即重新计算。

    The deadlines of open cases are computed again at once; a provisional one becomes final.
    """
    acting = acting or Acting()
    text = text_of(file)
    stream = calendar_stream(text)
    by = acting.sender()
    if login_of(acting) is not None:
        raise CalendarElsewhereError(stream)
    async with desk_of(acting) as desk:
        with repeatable(by), progress("重新计算期限 computing deadlines", quiet=acting.json) as advanced:
            published = await publish_calendar(desk, text, by, advanced)
        if acting.json:
            show_json({"answer": published.answer, "moved": published.moved})
            return Exit.OK
        show_answer(published.answer, desk.catalogue, as_json=False)
        say(
            f"重新计算了 {len(published.moved)} 个未办结事项的期限。",
            f"The deadlines of {len(published.moved)} open cases were computed again.",
        )
    return Exit.OK


@calendar.command(name="show")
async def show_calendar(year: Year, /, *, common: Common | None = None) -> int:
    """某年的放假调休 (a year's days off, and weekends worked)."""
    common = common or Common()
    async with counter_of(common) as desk:
        years = (await desk.rules()).calendar.years
    published = next((one for one in years if one.year == year), None)
    if common.json:
        show_json(published)
    elif published is None:
        say(
            f"{year} 年尚未公布：期限按周一至周五暂定。公布后：branchctl calendar import FILE。",
            f"{year} is not published: deadlines in it are provisional. Then: branchctl calendar import FILE.",
        )
    else:
        rows = [(one, "放假 off") for one in published.days_off]
        rows += [(one, "上班 worked") for one in published.working_weekends]
        show_table(f"{year} · {published.source}", ("日期 day", ""), sorted(rows))
    return Exit.OK


@scheme.command(name="list")
async def list_schemes(*, common: Common | None = None) -> int:
    """星级方案一览 (the star schemes that were adopted)."""
    common = common or Common()
    async with counter_of(common) as desk:
        readings: list[Any] = [await desk.state(stream) for stream in await desk.streams("scheme")]
    found = [(one.stream, parse_scheme(one.state.text).title.zh, one.state.since) for one in readings]
    if common.json:
        show_json([{"stream": stream, "title": title, "since": since} for stream, title, since in found])
    else:
        show_table("星级方案 star schemes", ("编号 id", "名称 title", "启用 since"), found)
    return Exit.OK


@scheme.command(name="adopt")
async def adopt_scheme(file: ExistingFile, /, *, since: _From, acting: Acting | None = None) -> int:
    """启用星级方案 (put a star scheme in force from a day; a round keeps the one it began with)."""
    text = text_of(file)
    return await _adopt(scheme_stream(text), text, since, acting)


async def _adopt(stream: str, text: str, since: date, acting: Acting | None) -> int:
    acting = acting or Acting()
    by = acting.sender()
    async with counter_of(acting) as desk:
        with repeatable(by):
            answer = await adopt_document(desk, stream, text, since, by)
        show_answer(answer, desk.catalogue, as_json=acting.json)
    return Exit.OK


async def _policy(file: Path | None, common: Common) -> Policy:
    if file is not None:
        return parse_policy(text_of(file))
    async with counter_of(common) as desk:
        return (await desk.rules()).policy


def _value(rule: Rule[Any]) -> str:
    return f"{rule.value} {rule.unit}" if isinstance(rule, Term) else str(rule.value)
