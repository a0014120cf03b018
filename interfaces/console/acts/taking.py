"""`…/take`: a step that waits is taken upon oneself (领取), from the worklist or from the case; one, or all that were ticked."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.datastructures import URL
from starlette.responses import RedirectResponse, Response

from domain.model import Identifier
from domain.offices import taken
from domain.refusals import DomainError
from domain.titles import Title
from interfaces.console.acts.outcomes import BACK, Ordered, Outcome, list_of, settle_each, told
from interfaces.console.acts.ticked import Tick, ticks_of
from interfaces.console.cases.processes import seen
from interfaces.console.visiting import Reader, Visitor
from interfaces.desk.answers import refusal_of
from interfaces.http.asked import parts_of
from interfaces.http.streams import Stream

router = APIRouter(include_in_schema=False)

TITLE = Title("领取", "take a step that waits")
Step = Annotated[Identifier, Path()]


@router.post("/work")
async def nothing_pressed(visitor: Reader) -> Response:
    """Go back to the list: Enter in a box presses the first button there is, and must take or decide nothing."""
    return RedirectResponse(list_of(visitor), 303)


@router.post("/work/take")
async def take_ticked(request: Request, visitor: Reader) -> Response:
    """Take what was ticked; go back to the list when all of it was."""
    outcomes = [await _taken(request, visitor, tick) for tick in ticks_of(visitor.form)]
    if any(one.refusal for one in outcomes):
        return told(request, visitor, TITLE, outcomes)
    return RedirectResponse(_back(list_of(visitor), len(outcomes)), 303)


@router.post("/processes/{stream:stream}/take/{step}")
async def take(stream: Stream, step: Step, request: Request, visitor: Reader) -> Response:
    """Take one; go back to the list, or else to the case."""
    outcome = await _taken(request, visitor, Tick(stream, step, 0))
    if outcome.answer is None:
        return told(request, visitor, TITLE, [outcome])
    if BACK in visitor.form:
        return RedirectResponse(_back(list_of(visitor), 1), 303)
    return RedirectResponse(f"/processes/{stream}?done={outcome.answer.version}", 303)


async def _taken(request: Request, visitor: Visitor, tick: Tick) -> Outcome:
    """Take a step, if nobody else has it; of two at once, the second is told that the case has moved on."""
    reading, desk = await seen(request, visitor, tick.stream), parts_of(request).desk
    at, about = tick._replace(version=reading.version), await desk.about(reading)
    try:
        command = taken(tick.action, visitor.person, reading.tasks)
    except DomainError as refused:
        nothing = Ordered(at, taken(tick.action, visitor.person, ()), about)
        return Outcome(nothing, None, refusal_of(refused, desk.catalogue))
    (outcome,) = await settle_each(request, visitor, [Ordered(at, command, about)])
    return outcome


def _back(to: str, number: int) -> str:
    return str(URL(to).include_query_params(taken=number))
