"""`POST /v1/establishments` and its like: a case is opened; its name is found by itself."""

from collections.abc import Awaitable, Callable
from functools import reduce
from operator import or_
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import Field, create_model

from domain.model import Identifier
from domain.orders import Command
from domain.permissions import accepted
from interfaces.desk.answers import Answer
from interfaces.desk.names import SHAPES, Shape, plural
from interfaces.http.asked import in_flight_of, parts_of
from interfaces.http.bodies import Circumstances
from interfaces.http.conditions import tag
from interfaces.http.sending import Sending
from interfaces.http.strict import StrictRoute

IDENTIFIED = {
    "ENTERPRISE": ("企业编号", "id of the enterprise", "e-0123456789abcdef"),
    "BRANCH": ("党组织编号", "id of the branch", "b-0123456789ab"),
    "CONTRACT": ("合同编号", "id of the contract", "K-2026-1"),
    "ORG": ("组织编号", "id of the organisation", "o-370199-t1"),
    "YEAR": ("年度", "year that is evaluated", "2026"),
    "ROUND": ("轮次", "round of the campaign", "2026-1"),
}
_OWN_ID = ("编号", "an id of the sender's for the case; made of the order's own where it is absent", None)


class Opening(Circumstances):
    """What opens a case. A subclass for each process adds the command, and the parts of the case's name."""

    command: Command

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the case's name that the sender tells."""
        shared = Opening.model_fields
        told = (getattr(self, name) for name in type(self).model_fields if name not in shared)
        return tuple(str(one) for one in told if one is not None)


def opened() -> dict[str, tuple[type[Command], ...]]:
    """Return the processes that people open by themselves, with the commands that open them."""
    opening = {kind: tuple(one for one in accepted(f"{kind}/x") if one.opens) for kind in SHAPES}
    return {kind: commands for kind, commands in opening.items() if commands}


def openings() -> APIRouter:
    """Return an address for each process that people open."""
    router = APIRouter(prefix="/v1", route_class=StrictRoute, tags=["办理 orders"])
    for process, commands in opened().items():
        router.add_api_route(
            f"/{plural(process)}",
            _endpoint(process, _body(process, SHAPES[process], commands)),
            methods=["POST"],
            status_code=201,
            response_model=Answer,
            name=f"open_{process.replace('-', '_')}",
            summary=f"开始一个事项 open a case: {process}",
        )
    return router


def _endpoint(process: str, kind: type[Opening]) -> Callable[..., Awaitable[Answer]]:
    async def open_case(
        body: kind,  # type: ignore[valid-type]  # made for this process
        request: Request,
        response: Response,
        sending: Sending,
    ) -> Answer:
        """
        Open a case; `Location` tells where it is from then on.

        开始一个事项：编号和序号自动确定，Location 指明其地址；同一 Idempotency-Key 再来，答复与第一次相同。
        """
        asked: Any = body
        answer = await _opened(request, process, asked, sending)
        response.headers["location"] = f"/v1/processes/{answer.stream}"
        tag(response, answer.version)
        return answer

    return open_case


async def _opened(request: Request, process: str, body: Opening, sending: Sending) -> Answer:
    desk = parts_of(request).desk
    sender = sending.sender._replace(acted_on=body.acted_on, decided_by=body.decided_by)
    assert sender.command_id is not None  # noqa: S101  # made of the key
    case = "/".join((process, *body.parts))
    return await in_flight_of(request).carry(
        case, sender.command_id, lambda: desk.open(process, body.command, body.parts, sender)
    )


def _body(process: str, shape: Shape, commands: tuple[type[Command], ...]) -> type[Opening]:
    command: Any = commands[0]
    if len(commands) > 1:
        command = Annotated[reduce(or_, commands), Field(discriminator="kind")]
    fields: dict[str, Any] = {name.lower(): (Identifier, _field(name)) for name in shape.parts}
    if shape.prefix is not None:
        zh, en, _ = _OWN_ID
        fields["id"] = (Identifier | None, Field(None, title=zh, description=en))
    fields["command"] = (command, Field(title="命令", description="what opens the case"))
    name = "".join(word.title() for word in process.split("-"))
    return create_model(f"Open{name}Body", __base__=Opening, **fields)


def _field(name: str) -> Any:  # noqa: ANN401  # pydantic's own
    zh, en, example = IDENTIFIED[name]
    return Field(title=zh, description=en, examples=[example])
