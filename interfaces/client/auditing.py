"""The auditor from afar: what is asked of the journal at its own machine, asked of a server."""

from typing import Any

import httpx
from pydantic import TypeAdapter

from audit.proving import NoSuchEntryError
from audit.seal_status import SealStatus
from audit.verifying.findings import Verification
from audit.verifying.verify import Span
from domain.processes import decider_of
from interfaces.client.calling import Server
from interfaces.desk.answers import RefusedError
from interfaces.desk.audited import ToldConformance, ToldMoment, ToldStep
from interfaces.desk.audits import Advanced, Held, Proved, Then
from interfaces.http.refusals import NoSuchCaseError, NoSuchVersionError
from interfaces.http.verified import Against

_PAGE = 500
_TOLD = set(Verification.model_fields)
_list: TypeAdapter[list[dict[str, Any]]] = TypeAdapter(list[dict[str, Any]])


class RemoteAuditor:
    """As `interfaces.desk.audits.Audits`. What a server does not find is told as the journal itself tells it."""

    def __init__(self, server: Server, page: int = _PAGE) -> None:
        """`page`: how many steps are asked for at once."""
        self._server = server
        self._page = page

    async def moment(self, stream: str, then: Then) -> ToldMoment:
        """Return a stream as it stood."""
        kind = decider_of(stream).state
        answer = await self._replayed(f"/v1/audit/replay/{stream}", then)
        if answer is None:
            nothing = kind(stream=stream)
            return ToldMoment(stream=stream, version=0, position=0, state=nothing, tasks=(), rules=None)
        told: dict[str, Any] = answer.json()
        return ToldMoment.model_validate(told | {"state": kind.model_validate(told["state"])})

    async def steps(self, stream: str, then: Then) -> tuple[ToldStep, ...]:
        """Return its entries, page by page."""
        found: list[ToldStep] = []
        while True:
            after = found[-1].fact.version if found else 0
            path = f"/v1/audit/replay/{stream}/steps"
            answer = await self._replayed(path, then, after=after, limit=self._page)
            page = _list.validate_json(answer.content) if answer is not None else []
            found.extend(_step(stream, one) for one in page)
            if len(page) < self._page:
                return tuple(found)

    async def conform(self, stream: str, *, today: bool) -> ToldConformance:
        """Have every command of a stream put to its rules again."""
        answer = await self._found(f"/v1/audit/conform/{stream}", today=today)
        if answer is None:
            return ToldConformance(commands=0, entries=0, own=0, today=None, findings=())
        return ToldConformance.model_validate_json(answer.content)

    async def prove(self, stream: str, version: int) -> Proved:
        """Return the proof of an entry, whose third line tells the leaf."""
        answer = await self._found(f"/v1/audit/proof/{stream}", version=version)
        if answer is None:
            raise NoSuchEntryError(stream, version)
        text = answer.text
        return Proved(int(text.split("\n")[2].removeprefix("index ")) + 1, text)

    async def verify(self, span: Span, held: Held, advanced: Advanced) -> Verification:
        """Have these entries verified, by the anchors of the server where one holds none."""
        if held == Held():
            answer = await self._server.get("/v1/audit/verify", first=span.first, last=span.last)
        else:
            notes = None if held.anchors is None else tuple(held.anchors)
            key = None if held.key is None else str(held.key)
            against = Against(first=span.first or 1, last=span.last, anchors=notes, key=key)
            answer = await self._server.send("POST", "/v1/audit/verify", json=against.model_dump_json())
        told: dict[str, Any] = answer.json()
        found = Verification.model_validate({name: told[name] for name in _TOLD})
        advanced(found.entries, found.entries)
        return found

    async def status(self) -> SealStatus:
        """Return how the seal stands."""
        return SealStatus.model_validate_json((await self._server.get("/v1/audit/status")).content)

    async def _replayed(self, path: str, then: Then, **more: object) -> httpx.Response | None:
        """Ask for a replay; a version beyond the last is the last. None: there is no such stream."""
        time = then.at.isoformat() if then.at else None
        try:
            return await self._found(path, version=then.version, time=time, **more)
        except RefusedError as refused:
            if refused.refusal.rule != NoSuchVersionError.rule:
                raise
            return await self._found(path, time=time, **more)

    async def _found(self, path: str, **asked: object) -> httpx.Response | None:
        """Ask about a stream; None: there is no such stream."""
        try:
            return await self._server.get(path, **asked)
        except RefusedError as refused:
            if refused.refusal.rule != NoSuchCaseError.rule:
                raise
            return None


def _step(stream: str, told: dict[str, Any]) -> ToldStep:
    event = decider_of(stream).event_adapter.validate_python(told["fact"]["event"])
    return ToldStep.model_validate(told | {"fact": told["fact"] | {"event": event}})
