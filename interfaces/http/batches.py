"""`POST /v1/commands`: many orders at once, each answered by itself (成批办理)."""

from uuid import UUID, uuid5

from fastapi import APIRouter, Request

from domain.model import Model
from domain.refusals import DomainError
from interfaces.desk.answers import Answer, RefusedError, refusal_of
from interfaces.http.asked import parts_of
from interfaces.http.bodies import Batch, BatchOrder, Circumstances
from interfaces.http.languages import language_of
from interfaces.http.ordering import check_decision, settled
from interfaces.http.problem import Problem, problem_of
from interfaces.http.sending import Sending, Sent
from interfaces.http.strict import StrictRoute

router = APIRouter(prefix="/v1", route_class=StrictRoute, tags=["办理 orders"])


class BatchAnswer(Model):
    """What became of one order of a batch: an answer, or why it was refused."""

    stream: str
    answer: Answer | None = None
    problem: Problem | None = None


@router.post("/commands", summary="成批办理：多个命令，分别作答 many orders, each answered by itself")
async def order_all(body: Batch, request: Request, sending: Sending) -> tuple[BatchAnswer, ...]:
    """
    Have many orders settled in turn; one that is refused stops none of the others.

    成批办理：一件被拒，不影响其余；同一 Idempotency-Key 再来，不会重复办理。决定须写 expected（所见版本）。

    The batch has one `Idempotency-Key`: each order's id is made of it, its case and its command. Decisions name the
    version that was seen in `expected`. When an engine is away the whole is answered 503; repeated, it goes on from there.
    """
    return tuple([await _one(one, body, request, sending) for one in body.orders])


async def _one(one: BatchOrder, batch: Circumstances, request: Request, sending: Sent) -> BatchAnswer:
    sender = sending.sender._replace(
        command_id=_id(sending.sender.command_id, one),
        acted_on=batch.acted_on,
        decided_by=batch.decided_by,
        expected=one.expected,
    )
    try:
        check_decision(sending.caller, one.command, sender)
        answer = await settled(request, one.stream, one.command, sender)
    except (DomainError, RefusedError) as refused:
        refusal = refusal_of(refused, parts_of(request).desk.catalogue)
        return BatchAnswer(stream=one.stream, problem=problem_of(refusal, language_of(request.headers)))
    return BatchAnswer(stream=one.stream, answer=answer)


def _id(batch: UUID | None, one: BatchOrder) -> UUID:
    """Return the id of one order of a batch, as `Desk.settle_all` makes it."""
    assert batch is not None  # noqa: S101  # made of the key
    return uuid5(batch, f"{one.stream} {one.command.kind}")
