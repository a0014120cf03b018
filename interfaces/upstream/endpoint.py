"""`POST /v1/events`: where upstream systems send what they have to tell."""

from collections.abc import Sequence

from fastapi import APIRouter, Depends, Request, Response

from interfaces.http.needs import nothing
from interfaces.upstream.described import request_body
from interfaces.upstream.receipts import Receipt
from interfaces.upstream.receiving import Receiver

_ALL_TAKEN, _SOME_TAKEN = 202, 207


def router(receiver: Receiver) -> APIRouter:
    """Return the address. Who comes is told by the signature of the message alone; it asks for no token."""
    events = APIRouter(prefix="/v1", tags=["上游事件 upstream events"], dependencies=[Depends(nothing)])

    @events.post(
        "/events",
        status_code=_ALL_TAKEN,
        summary="发送上游事件 send events (CloudEvents 1.0)",
        openapi_extra=request_body(),
        responses={
            _SOME_TAKEN: {
                "model": Sequence[Receipt],
                "description": "部分事件拒收：见各收据 some events of the batch were refused: see their receipts",
            }
        },
    )
    async def send(request: Request, response: Response) -> Sequence[Receipt]:
        """
        Take in one event or a batch; what has a receipt with a position is on disk, for ever.

        收件：收据中有 position 的，已经入账。同一来源、同一编号、同一内容再次发送，得到原来的收据；内容不同的，不予接受（409）。
        批量中有拒收的，状态为 207，原因见该事件的收据；整批重发不会重复办理。

        The same source, id and content again gets the first receipt; another content is refused (409). A batch of which
        some events are refused is answered 207, each with its reason; to send all of it again does nothing twice.
        """
        receipts = await receiver.receive(request.headers.items(), await request.body())
        if any(one.refused for one in receipts):
            response.status_code = _SOME_TAKEN
        return receipts

    return events
