"""Upstream systems that send on while Temporal is away and workers die: nothing is lost, nothing is done twice."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid5

from access.webhooks.keys import new_secret
from domain.catalogue import Catalogue
from domain.roster.document import parse_roster
from infra import documents
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.desk import Desk, Sender
from interfaces.upstream.receipts import Receipt
from interfaces.upstream.receiving import Receiver
from interfaces.upstream.sources import Sources
from interfaces.upstream.sources_file import add_source
from ledger.letters import Letters, LetterStanding, LettersWanted
from tests.endurance.standing import TEMPORAL, WORKER, Standing, in_the_end
from tests.interfaces.upstream.conftest import Door
from tests.interfaces.upstream.relays import enterprise_of, fresh_code, registered
from tests.interfaces.upstream.systems import SYSTEM, System
from tests.service import REAL

ROSTER = Path(__file__).parents[2] / "interfaces" / "examples" / "roster.toml"


async def opened(stack: Standing, sources: Path) -> Door:
    """Open the door of a stack, with the example roster and a system that is known."""
    sentences = Catalogue(documents.messages())
    desk = Desk(stack.journal, stack.client, sentences, REAL, now=now, new_id=new_id)
    roster = parse_roster(ROSTER.read_text(encoding="utf-8"))
    for portion in roster.portions():
        await desk.settle(roster.stream, portion, Sender("p-1001"))
    system = System("urn:example:market", new_secret())
    add_source(sources, SYSTEM, system.source, system.key)
    return Door(Receiver(desk, stack.journal, Sources(sources), now), sources, system)


async def through_an_outage(stack: Standing, door: Door, seconds: float, codes: int = 8) -> None:
    """
    Send while Temporal hangs and is then killed, and while the worker that relays is killed, twice.

    Every event is sent twice, as senders do that do not wait for an answer.
    """
    told = [fresh_code() for _ in range(codes)]
    sent: list[Receipt] = []
    sent += await _round(door, told, 0)
    with stack.frozen(TEMPORAL):
        sent += await _round(door, told, 1)
        await asyncio.sleep(seconds / 2)
        await stack.kill(WORKER)
        sent += await _round(door, told, 2)
        await asyncio.sleep(seconds / 2)
        assert LetterStanding.PENDING in await _standing(stack, sent)
    await stack.kill(TEMPORAL)
    sent += await _round(door, told, 3)
    await stack.kill(WORKER)

    async def delivered() -> bool:
        return await _standing(stack, sent) == {LetterStanding.DELIVERED}

    await in_the_end(delivered, "every event", 120)
    for code in told:
        entries = await stack.journal.load(enterprise_of(code))
        names = [json.loads(one.decoded().data).get("row", {}).get("name") for one in entries]
        assert [name for name in names if name] == [f"第{number}名" for number in range(4)]


async def _round(door: Door, codes: Sequence[str], number: int) -> list[Receipt]:
    """Tell something of every enterprise, each event twice."""
    events = [registered(door, code, f"第{number}名", id=str(uuid5(new_id(), code))) for code in codes]
    receipts: list[Receipt] = []
    for event in events:
        message = door.system.send(event, now())
        first, again = [await door.receiver.receive(message.headers, message.body) for _ in range(2)]
        assert (first[0].position, again[0].repeated) == (again[0].position, True)
        receipts += first
    return receipts


async def _standing(stack: Standing, sent: Sequence[Receipt]) -> set[LetterStanding]:
    positions = [one.position or 0 for one in sent]
    wanted = LettersWanted(positions=positions, limit=len(positions))
    return {one.standing for one in (await Letters(stack.journal).letters(wanted)).rows}
