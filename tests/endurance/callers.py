"""Load as clients of the API make it: an order is repeated under its key until it is answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import httpx
from pydantic import SecretStr

from access.opening import opened
from access.passwords import Passwords
from access.settings import SignInSettings
from access.signing_in import Credentials
from activities.at_door import JournalledDoor
from domain.account.commands import AddAccount
from domain.account.kinds import account_stream
from domain.catalogue import Catalogue
from domain.roster.document import parse_roster
from infra import documents
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.desk import Desk, Sender
from journal.journal import Journal
from tests.access.conftest import CHEAP, GOOD
from tests.endurance.standing import Standing
from tests.interfaces.test_desk import contract, submission
from tests.service import REAL

PERSON, ORG = "p-1301", "o-370199-t1"
_ROSTER = Path(__file__).parents[2] / "interfaces" / "examples" / "roster.toml"
_LATER = {429, 503}
_PAUSE = 0.2


class Called(NamedTuple):
    """
    An order of a case, and what it was answered.

    `broken`: how often nobody answered; `kept`: it was on record all the same before it came again.
    """

    stream: str
    key: UUID
    body: dict[str, Any]
    answer: dict[str, Any]
    broken: int
    kept: bool


async def signed_in(stack: Standing) -> str:
    """Bring the example roster in, and let an operator in; return the token of a session."""
    journal = stack.journal
    desk = Desk(journal, stack.client, Catalogue(documents.messages()), REAL, now=now, new_id=new_id)
    roster = parse_roster(_ROSTER.read_text(encoding="utf-8"))
    for portion in roster.portions():
        await desk.settle(roster.stream, portion, Sender("p-1001"))
    await desk.settle(account_stream(PERSON), AddAccount(org=ORG), Sender("p-1001"))
    book = JournalledDoor(journal, REAL, now, new_id)
    async with opened(journal, book, now, SignInSettings(), Passwords(CHEAP)) as door:
        once = SecretStr(await door.signing_in.issue(PERSON))
        await door.signing_in.change_password(Credentials(PERSON, once, "-"), SecretStr(GOOD))
        session = await door.signing_in.sign_in(Credentials(PERSON, SecretStr(GOOD), "-"))
    return session.token.get_secret_value()


class Callers:
    """Clients who open filings and remark on them, one order after the other each."""

    def __init__(self, client: httpx.AsyncClient, journal: Journal) -> None:
        self._client = client
        self._journal = journal
        self.streams: list[str] = []
        self.called: list[Called] = []

    async def open(self, filings: int) -> None:
        """Open filings."""
        for _ in range(filings):
            stream = f"filing/{contract()}/1"
            await self.insist(stream, {"command": submission().model_dump(mode="json")}, new_id())
            self.streams.append(stream)

    async def run(self, senders: int, ended: asyncio.Event) -> None:
        """Send until `ended`; return when the last order is answered."""
        turns = count()

        async def sender() -> None:
            while not ended.is_set():
                turn = next(turns)
                body = {"command": {"kind": "comment", "text": f"第 {turn} 件"}}
                await self.insist(self.streams[turn % len(self.streams)], body, new_id())

        await asyncio.gather(*(sender() for _ in range(senders)))

    async def insist(self, stream: str, body: dict[str, Any], key: UUID) -> None:
        """Send an order under its key until it is answered."""
        broken, kept = 0, False
        while (answer := await self.send(stream, body, key)) is None:
            broken += 1
            await asyncio.sleep(_PAUSE)
            kept = kept or bool(await self._journal.find(key))
        self.called.append(Called(stream, key, body, answer, broken, kept))

    async def send(self, stream: str, body: dict[str, Any], key: UUID) -> dict[str, Any] | None:
        """Send an order once; None: nobody answered, or later."""
        headers = {"idempotency-key": str(key)}
        try:
            answer = await self._client.post(f"/v1/processes/{stream}/commands", json=body, headers=headers)
        except httpx.TransportError:
            return None
        if answer.status_code in _LATER:
            return None
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told


@asynccontextmanager
async def calling(stack: Standing) -> AsyncIterator[Callers]:
    """Call the API of a stack as somebody who is signed in."""
    address = stack.runtime.api
    assert address is not None
    headers = {"authorization": f"Bearer {await signed_in(stack)}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=40) as client:
        yield Callers(client, stack.journal)
