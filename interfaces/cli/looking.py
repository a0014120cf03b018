"""`branchctl show` and `timeline`: what stands in the journal, of one case or of all that is about one thing."""

from datetime import date
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from domain.catalogue import Catalogue
from domain.matter.state import Matter
from domain.orders import MeetingRecord
from interfaces.cli.connection import AtLeast, Common, counter_of
from interfaces.cli.exits import Exit
from interfaces.cli.moments import moment_of
from interfaces.cli.output import (
    plain,
    seal_mark,
    show_json,
    show_seal,
    show_standing,
    show_table,
    show_tasks,
)
from interfaces.cli.speech import say
from interfaces.desk.answers import Line
from interfaces.desk.enquiries import Pages
from interfaces.desk.names import check_stream


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
    async with counter_of(common) as desk:
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
            mark = seal_mark(sealed=reading.sealed)
            say(f"账本位置 {reading.position}：{mark}。", f"Position {reading.position} of the journal.")
            show_seal(await desk.seal())
    return Exit.OK


async def timeline(
    name: str,
    /,
    *,
    technical: Annotated[
        bool, Parameter(negative=(), help="包括技术性记录 entries about the service itself as well")
    ] = False,
    limit: Annotated[
        int, Parameter(help="最多几条 entries at most", validator=Number(gte=1, lte=10_000))
    ] = 500,
    after: Annotated[
        int,
        Parameter(help="从某位置之后 only what follows a position of the journal", validator=Number(gte=0)),
    ] = 0,
    at_least: AtLeast = None,
    common: Common | None = None,
) -> int:
    """
    经过：一个事项，或者带有某标签的全部记录 (the story of a case, or of a tag as `branch:b-1`, `enterprise:e-…`).

    Each entry in Chinese and in English, with the date on the paper and who recorded it; page by page, where it is long.
    """
    common = common or Common()
    if ":" not in name:
        check_stream(name)
    async with counter_of(common) as desk:
        pages = Pages(after=after, limit=limit, technical=technical, at_least=at_least)
        told = await desk.timeline(name, pages)
        if common.json:
            show_json(told)
            return Exit.OK
        if not told.items:
            say(f"{name} 没有记录。", f"{name} has no entries.")
        else:
            headings = ("位置", "事项 stream", "日期 acted on", "办理 by", "经过 what happened")
            show_table(name, headings, [_told(one, desk.catalogue) for one in told.items])
        if told.after is not None:
            say(f"还有更多：--after {told.after}。", f"There is more: --after {told.after}.")
        show_standing(told)
    return Exit.OK


def _told(line: Line, sentences: Catalogue) -> tuple[object, ...]:
    who = line.name if line.name == line.person else f"{line.name} {line.person}"
    return (
        f"{line.position}\n{seal_mark(sealed=line.sealed)}",
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
