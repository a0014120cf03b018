"""`POST /v1/processes/{stream}/commands`: one order for one case."""

from fastapi import APIRouter, Request, Response

from domain.account.standing import is_of_account
from domain.orders import Command
from domain.permissions import is_decision
from domain.processes import decider_of
from domain.rulebook.decider import CALENDAR
from interfaces.desk.answers import Answer
from interfaces.desk.desk import Sender
from interfaces.http.asked import in_flight_of, parts_of
from interfaces.http.bodies import Ordered
from interfaces.http.conditions import tag
from interfaces.http.needs import Caller
from interfaces.http.refusals import CalendarElsewhereError, VersionMissingError
from interfaces.http.sending import Sending
from interfaces.http.streams import Stream
from interfaces.http.strict import StrictRoute

router = APIRouter(prefix="/v1", route_class=StrictRoute, tags=["办理 orders"])


@router.post(
    "/processes/{stream:stream}/commands", summary="办理：对一个事项发出命令 order something of a case"
)
async def order(
    stream: Stream, body: Ordered, request: Request, response: Response, sending: Sending
) -> Answer:
    """
    Have one command settled: when it is answered it is on disk.

    作答时已经落盘；同一 Idempotency-Key 再来，答复与第一次相同。决定须写 If-Match，且登录不久。already_so：没有变化。

    Repeated under the same `Idempotency-Key` it gets its first answer. Decisions need `If-Match` and credentials that were
    given lately. `already_so`: it changed nothing.
    """
    sender = sending.sender._replace(acted_on=body.acted_on, decided_by=body.decided_by)
    check_decision(sending.caller, body.command, sender)
    answer = await settled(request, stream, body.command, sender)
    tag(response, answer.version)
    return answer


def check_decision(caller: Caller, command: Command, sender: Sender) -> None:
    """Refuse a decision without the version it was taken on, or by who signed in too long ago; see `docs/adr/0013`."""
    if is_of_account(command):  # who may enter is as weighty as a decision
        caller.check_fresh()
    if not is_decision(type(command)):
        return
    if sender.expected is None:
        raise VersionMissingError(command.kind)
    caller.check_fresh()


async def settled(request: Request, stream: str, command: Command, sender: Sender) -> Answer:
    """Have an order settled, to the end even when nobody waits for the answer any more."""
    if decider_of(stream) is CALENDAR:
        raise CalendarElsewhereError(
            stream
        )  # whoever publishes one has every open case compute its deadlines anew
    desk = parts_of(request).desk
    assert sender.command_id is not None  # noqa: S101  # made of the key
    return await in_flight_of(request).carry(
        stream, sender.command_id, lambda: desk.settle(stream, command, sender)
    )
