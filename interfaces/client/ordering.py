"""Orders from afar: the same answers, the same refusals, and the same ids when one is repeated."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from domain.model import Model
from domain.orders import Command
from domain.people import PersonId
from domain.permissions import is_decision
from domain.refusals import Refusal
from interfaces.client.calling import Server, Told
from interfaces.desk.answers import Answer, RefusedError
from interfaces.desk.desk import Sender
from interfaces.desk.names import check_parts, check_stream, plural

_AT_ONCE = 50
"""Orders in one request."""


class _OneOfMany(Model):
    """What became of one order of a batch."""

    stream: str
    answer: Answer | None = None
    problem: Told | None = None


_many: TypeAdapter[tuple[_OneOfMany, ...]] = TypeAdapter(tuple[_OneOfMany, ...])


class Orders:
    """Gives orders to a server. A decision that names no version is taken on the one that stands there now."""

    def __init__(self, server: Server, new_id: Callable[[], UUID]) -> None:
        """`new_id`: ids for orders that bring none."""
        self._server = server
        self._new_id = new_id

    async def settle(self, stream: str, command: Command, by: Sender) -> Answer:
        """Have an order settled."""
        check_stream(stream)
        seen = await self._seen(stream, command, by.expected)
        body = {**_circumstances(by), "command": command}
        return await self._send(f"/v1/processes/{stream}/commands", body, by._replace(expected=seen))

    async def open(self, process: str, command: Command, parts: tuple[str, ...], by: Sender) -> Answer:
        """Open a case."""
        shape = check_parts(process, parts)
        names = [one.lower() for one in shape.parts] or ["id"]
        body = {**_circumstances(by), **dict(zip(names, parts, strict=False)), "command": command}
        return await self._send(f"/v1/{plural(process)}", body, by)

    async def settle_all(
        self, orders: Sequence[tuple[str, Command]], by: Sender
    ) -> AsyncIterator[tuple[str, Answer | Refusal]]:
        """Have many orders settled, each answered by itself, in order."""
        by = by._replace(command_id=by.command_id or self._new_id())
        for first in range(0, len(orders), _AT_ONCE):
            some = [
                {"stream": stream, "command": command, "expected": await self._seen(stream, command, None)}
                for stream, command in orders[first : first + _AT_ONCE]
            ]
            answer = await self._post("/v1/commands", {**_circumstances(by), "orders": some}, by)
            for one in _many.validate_json(answer):
                yield one.stream, one.answer or _refusal(one.problem)

    async def one_time_password(self, person: PersonId) -> str:
        """Have an account's password voided, and a one-time password made in its place; return that."""
        headers = {"idempotency-key": str(self._new_id())}
        answer = await self._server.send("POST", f"/v1/accounts/{person}/one-time-password", headers=headers)
        password: str = answer.json()["password"]
        return password

    async def _seen(self, stream: str, command: Command, expected: int | None) -> int | None:
        if expected is not None or not is_decision(type(command)):
            return expected
        try:
            version: int = (await self._server.get(f"/v1/processes/{stream}")).json()["version"]
        except RefusedError:
            return 0  # what is wrong with the order, whoever takes it says
        return version

    async def _send(self, path: str, body: dict[str, Any], by: Sender) -> Answer:
        return Answer.model_validate_json(await self._post(path, body, by))

    async def _post(self, path: str, body: dict[str, Any], by: Sender) -> bytes:
        command_id = by.command_id or self._new_id()
        headers = {"idempotency-key": str(command_id)}
        if by.expected is not None:
            headers["if-match"] = f'"{by.expected}"'
        text = json.dumps(to_jsonable_python(body), ensure_ascii=False)
        answer = await self._server.send("POST", path, json=text, headers=headers, command_id=command_id)
        return answer.content


def _circumstances(by: Sender) -> dict[str, Any]:
    told = {"acted_on": by.acted_on, "decided_by": by.decided_by}
    return {name: one for name, one in told.items() if one is not None}


def _refusal(problem: Told | None) -> Refusal:
    assert problem is not None  # noqa: S101  # an order is answered or refused
    return problem.refusal
