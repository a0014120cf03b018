"""`GET /v1/processes/{stream}`: a case as it stands, as it stood, its story, and what can be ordered of it."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from domain.model import Day
from interfaces.desk.answers import Line, Reading
from interfaces.desk.enquiries import Pages
from interfaces.http.asked import parts_of
from interfaces.http.conditions import etag, tag
from interfaces.http.moments import Moment
from interfaces.http.needs import Caller
from interfaces.http.paging import After, AtLeast, Limit, Told, page, position_after
from interfaces.http.readers import Reader, check_reading, readable
from interfaces.http.refusals import NoSuchCaseError, NoSuchVersionError
from interfaces.http.shown import Possible, Shown, possible_now
from interfaces.http.streams import Stream

router = APIRouter(prefix="/v1", tags=["查阅 reading"])

_MOST = 2**31 - 1
Technical = Annotated[bool, Query(description="包括技术性记录 also of how the service works")]
Tag = Annotated[
    str,
    Query(
        pattern=r"^[a-z][a-z-]{1,31}:[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$",
        description="标签 a tag",
        examples=["branch:b-0123456789ab", "enterprise:e-0123456789abcdef"],
    ),
]


@router.get("/processes/{stream:stream}/commands", summary="现在可以办什么 what can be ordered now, by me")
async def commands(stream: Stream, request: Request, caller: Reader) -> tuple[Possible, ...]:
    """
    Return the commands that the caller may give now, what the case waits for first.

    现在可以对该事项发出的命令，待办的在前；schema_at 指明各项内容。未开始的事项，列出可以怎样开始。
    """
    desk = parts_of(request).desk
    reading = await desk.state(stream)
    check_reading(caller, reading)
    return possible_now(reading, caller, desk.today)


@router.get("/processes/{stream:stream}/timeline", summary="经过 the story of a case")
async def timeline(  # noqa: PLR0913  # a story is narrowed by that much
    stream: Stream,
    request: Request,
    caller: Reader,
    *,
    technical: Technical = False,
    limit: Limit = 100,
    after: After = None,
    at_least: AtLeast,
) -> Told[Line]:
    """
    Return what happened, entry by entry, in both languages, with who recorded it and the date on the paper.

    经过：逐条记录，中英文，注明办理人和文件日期；sealed：是否已封存。
    """
    desk = parts_of(request).desk
    await _existing(request, caller, stream)
    question = ("timeline", stream, technical)
    wanted = Pages(position_after(question, after), limit, technical, at_least)
    return page(await desk.timeline(stream, wanted, realm=caller.realm), question)


@router.get(
    "/timeline", summary="与某党组织、企业等有关的全部经过 the story of a branch, an enterprise, a contract"
)
async def timeline_of_tag(  # noqa: PLR0913  # as above
    tag: Tag,
    request: Request,
    caller: Reader,
    *,
    technical: Technical = False,
    limit: Limit = 100,
    after: After = None,
    at_least: AtLeast,
) -> Told[Line]:
    """
    Return what happened across cases; lines of cases that lie where the caller may not look are left out.

    跨事项的经过；不在可查阅范围内的事项，其记录不列出，故一页可能不满。
    """
    desk = parts_of(request).desk
    question = ("tag", tag, technical)
    wanted = Pages(position_after(question, after), limit, technical, at_least)
    found = await desk.timeline(tag, wanted, realm=caller.realm)
    lines = await readable(found.items, caller, desk)
    return page(found.model_copy(update={"items": lines}), question)


@router.get(
    "/processes/{stream:stream}/at", summary="当时所知，或者某日有效 as it was known, or was valid on a day"
)
async def at(  # three ways to name a moment
    stream: Stream,
    request: Request,
    caller: Reader,
    *,
    version: Annotated[int | None, Query(ge=1, le=_MOST, description="第几版 a version")] = None,
    time: Annotated[Moment | None, Query(description="当时所知 as it was known then")] = None,
    valid_on: Annotated[
        Day | None, Query(description="某日有效：按文件日期 as it was valid on a day")
    ] = None,
) -> Shown:
    """
    Return the case as it was known at a version or a moment, or as it was valid on a day by the dates on the papers.

    当时的状态和待办；当时已记录的更正一并计入。
    """
    now = await _existing(request, caller, stream)
    if version is not None and version > now.version:
        raise NoSuchVersionError(stream, version, now.version)
    desk = parts_of(request).desk
    return Shown.of(await desk.state(stream, version=version, at=time, valid_on=valid_on))


@router.get("/processes/{stream:stream}", summary="现状 a case as it stands")
async def process(
    stream: Stream,
    request: Request,
    response: Response,
    caller: Reader,
    if_none_match: Annotated[str | None, Header(description="已有的版本 the ETag one has already")] = None,
) -> Shown:
    """
    Return the case as it stands: state, who is awaited until when, version, and whether it is sealed.

    现状、待办、版本（ETag）和是否已封存。304 表示版本未变且已封存。

    A 304 says that the version is the same, and that it is sealed.
    """
    reading = await _existing(request, caller, stream)
    if reading.sealed and etag(reading.version) in _tags(if_none_match):
        return Response(status_code=304, headers={"etag": etag(reading.version)})  # type: ignore[return-value]
    tag(response, reading.version)
    response.headers["cache-control"] = "private, no-cache"
    return Shown.of(reading)


def _tags(given: str | None) -> set[str]:
    """Return the entity tags of `If-None-Match`, which compares them weakly (RFC 9110, 13.1.2)."""
    return {one.strip().removeprefix("W/") for one in (given or "").split(",")}


async def _existing(request: Request, caller: Caller, stream: str) -> Reading:
    """Return a case that the caller may read. Raises `NoSuchCaseError`, `NotForYouError`."""
    reading = await parts_of(request).desk.state(stream)
    if not reading.version:
        raise NoSuchCaseError(stream)
    check_reading(caller, reading)
    return reading
