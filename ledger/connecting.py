"""A connection that may write a schema of the ledger."""

from typing import Final

import asyncpg

from ledger import statements

LIVE: Final = "ledger"
BESIDE: Final = "ledger_beside"

_PATIENCE = 10.0
"""Seconds to connect."""


async def connected(dsn: str, schema: str) -> asyncpg.Connection:
    """Connect in the projector's role, to one schema's tables; `dsn`: a login that may take that role on."""
    connection = await asyncpg.connect(
        dsn,
        timeout=_PATIENCE,
        command_timeout=_PATIENCE * 3,
        server_settings={"application_name": "ledger", "search_path": schema},
    )
    try:
        await connection.execute(statements.AS_PROJECTOR)
    except BaseException:
        connection.terminate()
        raise
    return connection
