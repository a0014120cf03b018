"""Pools of connections whose statements leave nothing behind."""

import asyncio
import contextlib

import asyncpg

_PATIENCE = 10.0
"""Seconds a statement may take, and connecting."""
_FAREWELL = 1.0
"""Seconds in which connections are closed in order; PostgreSQL may be away."""


def pool_of(dsn: str, name: str, connections: int) -> asyncpg.Pool:
    """
    Return a pool that connects when it is first awaited; `name`: as PostgreSQL shows it, `connections`: at most.

    What its statements set must be local to their transaction: a connection is given back as it is. asyncpg's own way asks
    PostgreSQL to forget all after each statement, and that takes longer than most of them.
    """
    return asyncpg.create_pool(
        dsn,
        min_size=0,  # a pool that keeps a floor complains aloud while PostgreSQL is away
        max_size=connections,
        timeout=_PATIENCE,
        command_timeout=_PATIENCE,
        server_settings={"application_name": name},
        reset=_as_it_is,
    )


async def closed(pool: asyncpg.Pool) -> None:
    """Disconnect; at once when it takes too long."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_FAREWELL):
            await pool.close()


async def _as_it_is(_: object) -> None:
    """Do nothing: a transaction that was left open was rolled back before this in any case."""
