"""Whom `branchctl audit` asks: the server one is logged in at, else the journal itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from infra.clock import now
from infra.seal_files import find_seal_files
from interfaces.cli.connection import Common, auditor_of, catalogue, login_of, server_at, settings_of
from interfaces.client.auditing import RemoteAuditor
from interfaces.desk.auditor import Auditor
from interfaces.desk.audits import Audits


@asynccontextmanager
async def audits_of(common: Common) -> AsyncIterator[Audits]:
    """Go to whoever answers. Raises as `journal_of` does; who is no auditor is refused question by question."""
    login = login_of(common)
    if login is None:
        async with journal_of(common) as auditor:
            yield auditor
        return
    server = server_at(login)
    try:
        yield RemoteAuditor(server)
    finally:
        await server.close()


@asynccontextmanager
async def journal_of(common: Common) -> AsyncIterator[Auditor]:
    """Go to the journal itself, Temporal away or not. Raises as `auditor_of` does."""
    anchors = find_seal_files(settings_of(common)).anchors
    async with auditor_of(common) as journal:
        yield Auditor(journal, catalogue(), anchors, now)
