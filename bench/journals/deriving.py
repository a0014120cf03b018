"""How fast everything is derived again from the journal and checked, and how long one proof takes."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count, islice

from audit.proving import prove
from audit.verifying.verify import verify
from bench.journals.acts import SUBMITTED, mixed, submissions
from bench.journals.arena import Arena, as_service
from bench.journals.report import Row, plain_row
from journal.journal import Journal
from journal.merkle import leaf_hash
from journal.tree import GrowingTree
from ledger.rebuilding import rebuild

_LIFE = 20
"""Entries of a filing."""
_PROOFS = 50
"""Proofs in a round."""
_HASHED = 200_000
"""Entries a second that are aimed at."""

Act = Callable[[], Awaitable[None]]


async def deriving(arena: Arena, rounds: int, filings: int) -> AsyncIterator[Row]:
    """Rebuild the ledger of so many filings, verify their journal, and prove single entries of it."""
    dsn = await arena.migrated_database()
    async with arena.journal(dsn) as journal:
        await _filled(journal, filings)
        entries = await journal.read(0, filings * _LIFE * 2)
        total, bodies = len(entries), [entry.body for entry in entries]
        seconds = await _median(rounds, _rebuilding(journal, as_service(dsn)))
        yield plain_row(f"rebuild the ledger of {total:,} entries", "entries/s", total / seconds)
        seconds = await _median(rounds, _verifying(journal))
        yield plain_row(f"verify {total:,} entries", "entries/s", total / seconds)
        seconds = await _median(rounds, _hashing(bodies))
        yield plain_row(f"of that, hash {total:,} entries to the root", "entries/s", total / seconds, _HASHED)
        seconds = await _median(rounds, _proving(journal, filings))
        yield plain_row(f"prove one of {total:,} entries", "ms", seconds / _PROOFS * 1000)


def _rebuilding(journal: Journal, dsn: str) -> Act:
    async def act() -> None:
        await rebuild(journal, dsn, lambda _more, _total: None)

    return act


def _verifying(journal: Journal) -> Act:
    async def act() -> None:
        if not (await verify(journal)).holds:
            message = "the journal that was just written does not verify"
            raise RuntimeError(message)

    return act


def _hashing(bodies: list[bytes]) -> Act:
    async def act() -> None:
        tree = GrowingTree()
        tree.extend([leaf_hash(body) for body in bodies])
        tree.root()

    return act


def _proving(journal: Journal, filings: int) -> Act:
    numbers = count()

    async def act() -> None:
        for nth in islice(numbers, _PROOFS):
            await prove(journal, _name(nth % filings), 1 + nth % _LIFE)

    return act


async def _filled(journal: Journal, filings: int) -> None:
    """Write the filings, and wait until they are sealed and signed for."""
    events = [SUBMITTED, *mixed(_LIFE - 1)]
    await asyncio.gather(
        *(journal.append(submissions(_name(nth), 1, events)[0]) for nth in range(filings)),
    )
    signed = await journal.seals.checkpoint()
    while signed is None or signed.size < filings * _LIFE:
        await asyncio.sleep(0.1)
        signed = await journal.seals.checkpoint()


async def _median(rounds: int, act: Act) -> float:
    """Return the seconds that it takes."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        await act()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def _name(nth: int) -> str:
    return f"filing/derived/{nth}"
