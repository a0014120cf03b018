"""The stream that tells a page that something moved on: the position and nothing else, for who is signed in, and no longer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import httpx
import pytest
from fastapi import APIRouter

from domain.matter.commands import Comment
from interfaces.console import live
from interfaces.console.live import Places
from interfaces.console.refusals import WatchedEnoughError
from interfaces.console.visiting import SESSION
from interfaces.desk.desk import Sender
from interfaces.http.app import application
from interfaces.http.parts import Parts
from tests.interfaces.conftest import Office
from tests.interfaces.console.houses import House, house
from tests.interfaces.http.conftest import OPERATOR
from tests.interfaces.http.listening import listening
from tests.interfaces.test_desk import contract, submission

LONG = 20.0


class Told(NamedTuple):
    """One event of a stream."""

    id: str
    event: str
    data: str


class Stream(NamedTuple):
    """A stream that somebody has open."""

    answer: httpx.Response
    lines: AsyncIterator[str]

    async def told(self) -> Told:
        """Return the next event. Raises `StopAsyncIteration` when there is none any more."""
        said: dict[str, str] = {}
        async with asyncio.timeout(LONG):
            while True:
                name, _, value = (await anext(self.lines)).partition(": ")
                if name and value:
                    said[name] = value
                elif "event" in said:
                    return Told(**said)


class Live(NamedTuple):
    """The console on a port, behind a real door; one person is signed in."""

    house: House
    client: httpx.AsyncClient
    session: str
    office: Office

    @asynccontextmanager
    async def stream(
        self, query: str = "", session: str | None = None, **headers: str
    ) -> AsyncIterator[Stream]:
        cookie = {"cookie": f"{SESSION}={session or self.session}"}
        sent = {"accept": "text/event-stream"} | cookie | headers
        async with self.client.stream("GET", f"/live{query}", headers=sent) as answer:
            yield Stream(answer, aiter(answer.aiter_lines()))

    async def comment(self) -> int:
        """Let something move; return its position."""
        stream = f"filing/{contract()}/1"
        await self.office.desk.settle(stream, submission(), Sender(OPERATOR))
        return (await self.office.desk.settle(stream, Comment(text="材料齐全"), Sender(OPERATOR))).position

    async def standing(self) -> int:
        return (await self.office.desk.standing()).position

    @asynccontextmanager
    async def at(self, router: APIRouter) -> AsyncIterator["Live"]:
        """Serve another address of streams, on a port of its own."""
        parts: Parts = self.house.app.state.parts
        app = application(parts._replace(routers=(router,)))
        async with listening(app) as address, httpx.AsyncClient(base_url=address, timeout=LONG) as client:
            yield self._replace(client=client)


@pytest.fixture(scope="module")
async def console(own_office: Office, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Live]:
    sources = tmp_path_factory.mktemp("live") / "sources.toml"
    async with house(own_office.service.journal, own_office.desk, sources) as made:
        person = await made.member(OPERATOR, "o-370199-t1")
        async with (
            listening(made.app) as address,
            httpx.AsyncClient(base_url=address, timeout=LONG) as client,
        ):
            assert person.person
            yield Live(made, client, person.person, own_office)


async def test_a_page_is_told_the_position_that_was_reached_and_nothing_else(console: Live) -> None:
    seen = await console.standing()
    async with console.stream(f"?after={seen}") as stream:
        assert stream.answer.headers["content-type"].startswith("text/event-stream")
        assert stream.answer.headers["cache-control"] == "no-store"
        position = await console.comment()
        while int((told := await stream.told()).data) < position:
            assert int(told.data) > seen
        assert told == Told(told.data, "moved", told.data)


async def test_who_was_away_is_told_at_once_and_goes_on_where_they_were(console: Live) -> None:
    seen = await console.standing()
    position = await console.comment()
    async with console.stream(f"?after={seen}") as stream:
        assert int((await stream.told()).data) > seen
    last = {"last-event-id": str(await console.standing() + 1_000_000)}
    async with console.stream(f"?after={seen}", **last) as stream:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await stream.told()
    assert position > seen


@pytest.mark.parametrize("session", ["nobody", "bls_x"])
async def test_nobody_else_is_told_anything(console: Live, session: str) -> None:
    async with console.stream(session=session) as stream:
        assert stream.answer.status_code == 401


async def test_a_session_that_ends_ends_what_it_is_told(console: Live) -> None:
    visit = await console.house.enter(OPERATOR)
    assert visit.person
    seen = await console.standing()
    async with console.stream(f"?after={seen}", visit.person) as stream:
        await console.house.access.signing_in.sign_out(visit.person)
        await console.comment()
        with pytest.raises(StopAsyncIteration):
            await stream.told()


async def test_that_a_page_refreshes_itself_is_no_use_of_a_session(console: Live) -> None:
    visit, clock = await console.house.enter(OPERATOR), console.house.clock
    assert visit.person
    cookie = {"cookie": f"{SESSION}={visit.person}", "accept": "text/html"}
    by_itself = cookie | {"x-by-itself": "1"}
    async with clock_kept(console):
        for _ in range(4):
            clock.pass_(minutes=8)
            answer = await console.client.get("/account", headers=by_itself)
            async with console.stream(session=visit.person) as stream:
                status = stream.answer.status_code
        assert (answer.status_code, status) == (303, 401)


async def test_one_person_has_so_many_streams_and_another_place_is_free_when_one_ends(console: Live) -> None:
    async with console.at(live.router(Places(each=2))) as here:
        async with here.stream() as first, here.stream() as second:
            assert [await anext(one.lines) for one in (first, second)] == [": ", ": "]
            async with here.stream() as third:
                assert third.answer.status_code == 429
                assert "console.watched-enough" in (await third.answer.aread()).decode()
        async with asyncio.timeout(LONG):
            while not await streams(here):
                pass


async def streams(console: Live) -> bool:
    async with console.stream() as stream:
        return stream.answer.status_code == 200


async def test_a_stream_lasts_a_while_and_ends_by_itself(console: Live) -> None:
    async with (
        console.at(live.router(longest=0.2)) as here,
        here.stream(f"?after={2**52}") as stream,
    ):
        with pytest.raises(StopAsyncIteration):
            await stream.told()


def test_one_process_holds_so_many_streams_and_forgets_who_has_none() -> None:
    places = Places(each=2, whole=3)
    with places.taken("p-1"), places.taken("p-1"):
        with pytest.raises(WatchedEnoughError):
            places.check("p-1")
        with places.taken("p-2"), pytest.raises(WatchedEnoughError):
            places.check("p-3")
        places.check("p-3")
    places.check("p-1")


@asynccontextmanager
async def clock_kept(console: Live) -> AsyncIterator[None]:
    """Set the machine's clock back afterwards."""
    moment = console.house.clock.moment
    yield
    console.house.clock.moment = moment
