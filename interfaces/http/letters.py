"""收件: what upstream systems sent and what became of it, for administrators; dead letters with the reason."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from domain.inbox.told import CloudEvent
from domain.model import Model
from interfaces.desk.answers import AsOf
from interfaces.http.asked import parts_of
from interfaces.http.needs import Caller, Need, Needs
from interfaces.http.paging import After, AtLeast, Limit, Told, page, position_after
from interfaces.http.refusals import NoSuchEventError
from ledger.letters import Letter, LetterStanding, LettersWanted

router = APIRouter(prefix="/v1/inbox", tags=["上游事件 upstream events"])

Administrator = Annotated[Caller, Depends(Needs(Need.ADMINISTER))]
_LAST = 2**53 - 1


class LetterOpened(Model):
    """An event, and what it said."""

    letter: Letter
    event: CloudEvent


@router.get("", summary="收件一览 the events, and how they stand")
async def letters(  # noqa: PLR0913  # events are narrowed by that much
    request: Request,
    caller: Administrator,
    *,
    standing: Annotated[
        LetterStanding | None, Query(description="只看待送达、已送达或者死信 only these")
    ] = None,
    ids: Annotated[
        list[Annotated[int, Path(ge=1, le=_LAST)]] | None,
        Query(max_length=500, description="收件编号，即账本位置 ids of events: their positions"),
    ] = None,
    limit: Limit = 100,
    after: After = None,
    at_least: AtLeast = None,
) -> Told[Letter]:
    """
    Return events that systems of the caller's organisations sent, by position; of a dead letter the rule and its data.

    收件：待送达、已送达、死信及其原因。死信可以重新投递：对该收件流发出 redrive_event。
    """
    question = ("inbox", standing, *(ids or ()))
    wanted = LettersWanted(standing, ids, position_after(question, after), limit)
    found = await parts_of(request).desk.letters(wanted, at_least=at_least, realm=caller.realm)
    return page(found, question)


@router.get("/{position}", summary="一件收件 one event, with what it said")
async def letter(
    position: Annotated[int, Path(ge=1, le=_LAST, description="收件编号 id of the event")],
    request: Request,
    caller: Administrator,
) -> LetterOpened:
    """
    Return an event as it came, and how it stands.

    该事件的属性、内容和现状。
    """
    desk = parts_of(request).desk
    found: AsOf[Letter] = await desk.letters(LettersWanted(None, (position,), 0, 1), realm=caller.realm)
    if not found.items:
        raise NoSuchEventError(position)
    return LetterOpened(letter=found.items[0], event=await desk.said(found.items[0]))
