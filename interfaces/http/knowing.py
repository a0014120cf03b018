"""What one must know to work with the desk: which time it is there, by which rules it judges, who is who."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from domain.model import Identifier, Model, StreamName
from domain.orders import OrgId
from domain.processes import decider_of
from domain.roster.state import RosterState
from domain.rules import Rules
from interfaces.desk.answers import SealReach
from interfaces.http.asked import parts_of
from interfaces.http.needs import Caller, Need, Needs
from interfaces.http.readers import Reader, may_read

router = APIRouter(prefix="/v1", tags=["查阅 reading"])

_MOST = 500


class About(Model):
    """The moment of the journal, whether acts are only rehearsed in it, and how far it is sealed."""

    moment: datetime
    rehearsal: bool
    seal: SealReach


@router.get(
    "/about", summary="现在几时、是否演练、封存到哪里 which time it is here, and how far the seal reaches"
)
async def about(request: Request, _caller: Annotated[Caller, Depends(Needs(Need.SIGNED_IN))]) -> About:
    """
    Return what time it is in this journal. A rehearsal has a clock of its own.

    账本的时间；演练有自己的时钟。
    """
    desk = parts_of(request).desk
    return About(moment=desk.moment, rehearsal=desk.rehearsal, seal=await desk.seal())


@router.get("/rules", summary="现行规则 the policy, the calendar and the schemes of now")
async def rules(request: Request, _caller: Reader) -> Rules:
    """
    Return what a case that is opened now is judged by: every number with its source.

    此时开始的事项所依据的政策、日历和评定办法；每个数字都注明出处。
    """
    return await parts_of(request).desk.rules()


@router.get("/roster", summary="名册 who is who, as far as one may look")
async def roster(request: Request, caller: Reader) -> tuple[RosterState, ...]:
    """
    Return the rosters, narrowed to the organisations the caller may look at, those above them, and who is what there.

    名册：可查阅范围内的组织及其上级，以及在其中任职的人员。
    """
    desk = parts_of(request).desk
    shown = {above for org in caller.orgs for above in caller.directory.path(org, desk.today)} | caller.orgs
    return tuple(_narrowed(one, shown, caller.orgs) for one in await desk.rosters())


@router.get("/processes", summary="某类事项的编号 the names of the cases of a kind")
async def names(
    request: Request, caller: Reader, process: Annotated[Identifier, Query(description="事项 a kind of case")]
) -> tuple[StreamName, ...]:
    """
    Return the names of the streams of a kind that the caller may read, five hundred at most.

    可查阅的事项编号，至多五百个；逐页查阅请用台账和待办。
    """
    desk = parts_of(request).desk
    decider_of(f"{process}/x")
    found = (await desk.streams(process))[:_MOST]
    return tuple([one for one in found if may_read(caller, await desk.state(one))])


def _narrowed(
    roster: RosterState, shown: frozenset[OrgId] | set[OrgId], asked: frozenset[OrgId]
) -> RosterState:
    grants = tuple(one for one in roster.grants if one.org in asked)
    delegations = tuple(one for one in roster.delegations if one.org in asked)
    named = {one.person for one in grants} | {name for one in delegations for name in (one.principal, one.to)}
    return roster.model_copy(
        update={
            "orgs": tuple(one for one in roster.orgs if one.id in shown),
            "persons": tuple(one for one in roster.persons if one.id in named),
            "grants": grants,
            "delegations": delegations,
            "acts": (),
        }
    )
