"""`branchctl show`, `timeline`, `work` and `pool`: what stands in the journal."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from domain.catalogue import Catalogue
from domain.matter.state import Matter
from domain.orders import MeetingRecord
from interfaces.cli.connection import Acting, Common, desk_of
from interfaces.cli.exits import Exit
from interfaces.cli.knowing import check_known
from interfaces.cli.moments import moment_of
from interfaces.cli.output import plain, show_json, show_table, show_tasks, show_work
from interfaces.cli.speech import say
from interfaces.desk.answers import Line
from interfaces.desk.names import check_stream
from interfaces.desk.worklist import Filter


async def show(
    stream: str,
    /,
    *,
    at: Annotated[
        str | None, Parameter(help="当时所知：日期或者时间 as it was known then: a day or a moment")
    ] = None,
    version: Annotated[int | None, Parameter(help="第几版 as it was known at a version")] = None,
    valid_on: Annotated[
        date | None,
        Parameter(help="某日有效：按文件日期 as it was valid on a day, by the dates on the papers"),
    ] = None,
    common: Common | None = None,
) -> int:
    """
    查看一个事项：现状、当时所知，或者某日有效 (show a case, as it is, as it was known, or as it was valid on a day).

    Corrections that were on record by then are applied.
    """
    common = common or Common()
    async with desk_of(common) as desk:
        reading = await desk.state(
            stream, version=version, at=moment_of(at) if at else None, valid_on=valid_on
        )
        if common.json:
            show_json(reading)
        elif not reading.version:
            say(f"{stream} 没有记录。", f"{stream} has no entries.")
        else:
            shared = set(Matter.model_fields) - {"org", "closed"}
            told = reading.state.model_dump(mode="json", exclude=shared, exclude_defaults=True)
            rows = [
                (name, plain(value, getattr(reading.state, name), desk.catalogue))
                for name, value in told.items()
            ]
            show_table(f"{stream} · 第 {reading.version} 版 version", ("项 field", "值 value"), rows)
            if reading.tasks:
                show_tasks(reading.tasks, desk.catalogue)
    return Exit.OK


async def timeline(
    name: str,
    /,
    *,
    technical: Annotated[
        bool, Parameter(negative=(), help="包括技术性记录 entries about the service itself as well")
    ] = False,
    common: Common | None = None,
) -> int:
    """
    经过：一个事项，或者带有某标签的全部记录 (the story of a case, or of a tag as `branch:b-1`).

    Each entry in Chinese and in English, with the date on the paper and who recorded it.
    """
    common = common or Common()
    if ":" not in name:
        check_stream(name)
    async with desk_of(common) as desk:
        lines = await desk.timeline(name)
        told = [one for one in lines if technical or not one.technical]
        if common.json:
            show_json(told)
        elif not told:
            say(f"{name} 没有记录。", f"{name} has no entries.")
        else:
            headings = ("位置", "事项 stream", "日期 acted on", "办理 by", "经过 what happened")
            show_table(name, headings, [_told(one, desk.catalogue) for one in told])
    return Exit.OK


async def work(
    *,
    org: Annotated[str | None, Parameter(help="只看某组织及其下级 an organisation and those below")] = None,
    process: Annotated[str | None, Parameter(help="只看某类事项 one kind of case")] = None,
    overdue: Annotated[bool, Parameter(negative=(), help="只看逾期 only what is overdue")] = False,
    reach: Annotated[
        bool,
        Parameter(
            negative=(), help="包括下级机关该办的 also what a nearer office is to do, but you may do as well"
        ),
    ] = False,
    acting: Acting | None = None,
) -> int:
    """
    待办 (what waits for a person, overdue first; without --as, for anybody).

    A step goes to the nearest office that has enough people, else to its superior.
    """
    acting = acting or Acting()
    person = acting.who() if acting.person else None
    async with desk_of(acting) as desk:
        await check_known(desk, org=org, person=person)
        items = await desk.work(person, Filter(org=org, process=process, overdue=overdue, reach=reach))
        if acting.json:
            show_json(items)
        elif not items:
            say("没有待办。", "Nothing waits.")
        else:
            show_work(items, desk.catalogue)
    return Exit.OK


async def pool(
    org: Annotated[str, Parameter(help="组织及其下级 an organisation and those below")],
    /,
    *,
    common: Common | None = None,
) -> int:
    """待联建：等待联合或者挂靠的企业 (enterprises that wait for partners or a host)."""
    common = common or Common()
    async with desk_of(common) as desk:
        await check_known(desk, org=org)
        items = await desk.pool(org)
        if common.json:
            show_json(items)
        elif not items:
            say(f"{org} 没有待联建的企业。", f"No enterprise waits for partners in {org}.")
        else:
            headings = ("企业 enterprise", "名称 name", "组织 org", "计数党员 counted members")
            rows = [(one.enterprise, one.name, one.org, one.counted) for one in items]
            show_table(f"待联建 pool · {len(items)}", headings, rows)
    return Exit.OK


def _told(line: Line, sentences: Catalogue) -> tuple[object, ...]:
    who = line.name if line.name == line.person else f"{line.name} {line.person}"
    return (
        line.position,
        f"{line.stream} #{line.version}",
        line.acted_on,
        f"{who} ({sentences.label(line.role).zh} @ {line.org}){_decided(line)}",
        f"{line.zh}\n{line.en}",
    )


def _decided(line: Line) -> str:
    match line.decided_by:
        case None:
            return ""
        case MeetingRecord(body=body, held_on=held_on, document=document):
            return f"\n决定 decided by: {body} {held_on} {document}"
        case person:
            return f"\n决定 decided by: {person}"
