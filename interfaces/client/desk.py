"""The desk from afar: what can be asked at the counter, asked of a server."""

from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from domain.catalogue import Catalogue
from domain.dates import local_day
from domain.inbox.told import CloudEvent
from domain.model import StreamName
from domain.orders import OrgId
from domain.people import PersonId
from domain.processes import decider_of
from domain.roster.directory import Directory
from domain.roster.state import RosterState
from domain.rules import Rules
from interfaces.client.calling import Server
from interfaces.client.ordering import Orders
from interfaces.client.overview import Figures
from interfaces.desk.answers import AsOf, Item, Line, PoolItem, Reading, RefusedError, SealReach, WorkItem
from interfaces.desk.enquiries import Pages
from interfaces.desk.names import check_stream
from interfaces.desk.worklist import Filter
from interfaces.http.cursors import cursor, place_of
from interfaces.http.knowing import About
from interfaces.http.refusals import NoSuchCaseError
from ledger.letters import Letter, LettersWanted

_PAGE = 500
_streams: TypeAdapter[list[StreamName]] = TypeAdapter(list[StreamName])
_rosters: TypeAdapter[list[RosterState]] = TypeAdapter(list[RosterState])


class RemoteDesk(Orders, Figures):
    """As `interfaces.desk.counter.Counter`. `moment`: of the journal, when the connection was made."""

    def __init__(
        self, server: Server, catalogue: Catalogue, about: About, new_id: Callable[[], UUID]
    ) -> None:
        Orders.__init__(self, server, new_id)
        Figures.__init__(self, server)
        self._server = server
        self.catalogue = catalogue
        self.rehearsal = about.rehearsal
        self.moment = about.moment

    @property
    def today(self) -> date:
        """The local day in the journal."""
        return local_day(self.moment)

    async def directory(self) -> Directory:
        """Return who is who now, as far as one may see."""
        return Directory(_rosters.validate_json((await self._server.get("/v1/roster")).content))

    async def rules(self) -> Rules:
        """Return what a case that is opened now would be judged by."""
        return Rules.model_validate_json((await self._server.get("/v1/rules")).content)

    async def seal(self) -> SealReach:
        """Return how far the journal is sealed."""
        return (await about(self._server)).seal

    async def streams(self, process: str) -> list[str]:
        """Return the names of all streams of a process that one may see."""
        answer = await self._server.get("/v1/processes", process=process)
        return _streams.validate_json(answer.content)

    async def state(
        self,
        stream: str,
        *,
        version: int | None = None,
        at: datetime | None = None,
        valid_on: date | None = None,
    ) -> Reading:
        """Return a stream as it stands, as it was known, or as it was valid on a day."""
        check_stream(stream)
        then = {"version": version, "time": at and at.isoformat(), "valid_on": valid_on}
        asked = any(one is not None for one in then.values())
        path = f"/v1/processes/{stream}/at" if asked else f"/v1/processes/{stream}"
        kind = decider_of(stream).state
        try:
            told: dict[str, Any] = (await self._server.get(path, **then)).json()
        except RefusedError as refused:
            if refused.refusal.rule != NoSuchCaseError.rule:
                raise
            return Reading(stream=stream, version=0, state=kind(stream=stream), tasks=())
        state = kind.model_validate(told["state"])
        return Reading.model_validate(told | {"state": state})

    async def timeline(self, name: str, pages: Pages | None = None) -> AsOf[Line]:
        """Return the story of a stream, or of everything with a tag."""
        pages = pages or Pages()
        tag = ":" in name
        path = "/v1/timeline" if tag else f"/v1/processes/{name}/timeline"
        question = ("tag" if tag else "timeline", name, pages.technical)
        answer = await self._server.get(
            path,
            tag=name if tag else None,
            technical=pages.technical,
            limit=min(pages.limit or _PAGE, _PAGE),
            after=cursor(question, [pages.after]) if pages.after else None,
            at_least=pages.at_least,
        )
        return _as_of(Line, answer.json(), question)

    async def work(
        self, person: PersonId | None, wanted: Filter | None = None, *, at_least: int | None = None
    ) -> AsOf[WorkItem]:
        """Return what waits for whoever is signed in (`person` None: for anybody)."""
        asked = (wanted or Filter())._asdict() | {"everybody": person is None, "at_least": at_least}
        found = [one async for one in self._pages("/v1/worklist", asked)]
        last = AsOf[WorkItem].model_validate(found[-1] | {"after": None})
        items = tuple(
            item for one in found for item in AsOf[WorkItem].model_validate(one | {"after": None}).items
        )
        return last.model_copy(update={"items": items})

    async def pool(self, org: OrgId, *, at_least: int | None = None) -> AsOf[PoolItem]:
        """Return the enterprises that wait for partners or a host."""
        answer = await self._server.get("/v1/pool", org=org, at_least=at_least)
        return AsOf[PoolItem].model_validate_json(answer.content)

    async def letters(self, wanted: LettersWanted, *, at_least: int | None = None) -> AsOf[Letter]:
        """Return upstream events and how they stand, by position."""
        question = ("inbox", wanted.standing, *(wanted.positions or ()))
        answer = await self._server.get(
            "/v1/inbox",
            standing=wanted.standing,
            ids=list(wanted.positions) if wanted.positions is not None else None,
            limit=min(wanted.limit, _PAGE),
            after=cursor(question, [wanted.after]) if wanted.after else None,
            at_least=at_least,
        )
        return _as_of(Letter, answer.json(), question)

    async def said(self, letter: Letter) -> CloudEvent:
        """Return what an upstream event said."""
        told: dict[str, Any] = (await self._server.get(f"/v1/inbox/{letter.position}")).json()
        return CloudEvent.model_validate(told["event"])

    async def _pages(self, path: str, asked: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        after = None
        while True:
            told: dict[str, Any] = (await self._server.get(path, **asked, limit=_PAGE, after=after)).json()
            yield told
            after = told.get("after")
            if after is None:
                return


async def about(server: Server) -> About:
    """Ask a server what it is."""
    return About.model_validate_json((await server.get("/v1/about")).content)


def _as_of(kind: type[Item], told: dict[str, Any], question: tuple[object, ...]) -> AsOf[Item]:
    after = told.get("after")
    place = place_of(question, after)[0] if after is not None else None
    return AsOf[kind].model_validate(told | {"after": place})  # type: ignore[valid-type]  # a class
