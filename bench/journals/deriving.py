"""How fast everything is derived again from the journal, and how long one proof takes."""

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
from ledger.rebuilding import rebuild

_LIFE = 20
"""Entries of a filing."""
_VERIFIED = 200_000
"""Entries a second that are aimed at."""
_PROOFS = 50
"""Proofs in a round."""


async def deriving(arena: Arena, rounds: int, filings: int) -> AsyncIterator[Row]:
    """Rebuild the ledger of so many filings, and prove single entries of them."""
    dsn = await arena.migrated_database()
    async with arena.journal(dsn) as journal:
        await _filled(journal, filings)
        entries = await journal.length()

        async def fold_all() -> None:
            await rebuild(journal, as_service(dsn), lambda _more, _total: None)

        seconds = await _median(rounds, fold_all)
        yield plain_row(f"rebuild the ledger of {entries:,} entries", "entries/s", entries / seconds)

        async def verify_all() -> None:
            if not (await verify(journal)).sound:
                message = "the journal that was just written does not verify"
                raise RuntimeError(message)

        seconds = await _median(rounds, verify_all)
        yield plain_row(f"verify {entries:,} entries", "entries/s", entries / seconds, _VERIFIED)

        numbers = count()

        async def prove_some() -> None:
            for nth in islice(numbers, _PROOFS):
                await prove(journal, _name(nth % filings), 1 + nth % _LIFE)

        seconds = await _median(rounds, prove_some)
        yield plain_row(f"prove one of {entries:,} entries", "ms", seconds / _PROOFS * 1000)


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


async def _median(rounds: int, act: Callable[[], Awaitable[None]]) -> float:
    """Return the seconds that it takes."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        await act()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def _name(nth: int) -> str:
    return f"filing/derived/{nth}"
