"""What the tests of the relay stand on: events of a real type, a relay that one starts and kills, a line that is cut."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from domain.orders import OrgId
from domain.register.uscc import enterprise_id
from infra.clock import now
from interfaces.upstream.delivering import Postman
from interfaces.upstream.lanes import Pauses
from interfaces.upstream.receipts import Receipt
from interfaces.upstream.relay import Relay
from journal.journal import Journal
from ledger.ledger import Ledger
from ledger.letters import Letter, Letters, LetterStanding, LettersWanted, Turn
from tests.interfaces.conftest import Office
from tests.interfaces.upstream.conftest import Door
from tests.workflows.test_chain import fresh_code

__all__ = ["enterprise_of", "fresh_code"]

TOWNSHIP = "o-370199-t1"
REGISTERED = "cn.branch-lifecycle.enterprise.registered.v1"
PAUSES = Pauses(0.05, 0.4)


def enterprise_of(code: str) -> str:
    """Return the stream of the enterprise that a code names at first."""
    return f"enterprise/{enterprise_id(code)}"


def registered(door: Door, code: str, name: str, org: OrgId | None = TOWNSHIP, **more: Any) -> dict[str, Any]:
    """An event that tells of an enterprise; without a place nobody takes it before it is known."""
    row = {"uscc": code, "name": name, "ownership": "private", "org": org}
    told = {"type": REGISTERED, "subject": code, "data": {"row": row}}
    return door.system.event(**(told | more))


async def send(door: Door, *events: dict[str, Any]) -> list[Receipt]:
    """Send events one after the other."""
    found = [await door.receiver.receive(*door.system.send(event, now())) for event in events]
    return [receipt for receipts in found for receipt in receipts]


@asynccontextmanager
async def relaying(
    office: Office, deliver: Callable[[Turn], Awaitable[None]] | None = None
) -> AsyncIterator[Relay]:
    """Run a relay at an office."""
    journal = office.service.journal
    relay = Relay(journal, deliver or Postman(office.desk, journal).deliver, PAUSES, again=0.05)
    try:
        yield relay
    finally:
        await relay.close()


async def letters_of(journal: Journal, receipts: list[Receipt]) -> list[Letter]:
    """Return how events stand, by position, once the ledger knows the whole journal."""
    await Ledger(journal).at_least(await journal.length())
    positions = [receipt.position or 0 for receipt in receipts]
    return (await Letters(journal).letters(LettersWanted(positions=positions))).rows


async def settled(office: Office, receipts: list[Receipt], seconds: float = 30) -> list[Letter]:
    """Wait until no event waits; return how they stand."""
    letters: list[Letter] = []

    async def done() -> bool:
        letters[:] = await letters_of(office.service.journal, receipts)
        return bool(letters) and all(one.standing is not LetterStanding.PENDING for one in letters)

    await office.service.until(done, seconds)
    return letters


class Line:
    """A way to a server that can be cut: what is on it breaks, and nobody gets through until it is mended."""

    def __init__(self, target: str) -> None:
        self._host, _, port = target.rpartition(":")
        self._port = int(port)
        self._server: asyncio.Server | None = None
        self._own = 0
        self._ends: set[asyncio.StreamWriter] = set()

    @property
    def address(self) -> str:
        """Where the line begins; known once it was whole."""
        return f"127.0.0.1:{self._own}"

    async def mend(self) -> None:
        """Let everybody through."""
        self._server = await asyncio.start_server(self._through, "127.0.0.1", self._own)
        self._own = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Break what is on it; refuse who comes."""
        assert self._server
        self._server.close()
        for end in list(self._ends):
            end.transport.abort()

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._host, self._port)
        self._ends |= {writer, far_writer}
        await asyncio.gather(_copied(reader, far_writer), _copied(far_reader, writer))
        self._ends -= {writer, far_writer}


async def _copied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()
