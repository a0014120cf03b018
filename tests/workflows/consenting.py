"""A service whose province asks for consent to dismissals, on a journal and a queue of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from temporalio.testing import WorkflowEnvironment

from journal.journal import Journal
from tests.postgres import Server
from tests.service import Service, working
from worker import shipped

_FILE, _CONSENT = 'mode = { value = "file"', 'mode = { value = "consent"'


@asynccontextmanager
async def consenting(env: WorkflowEnvironment, postgres: Server) -> AsyncIterator[Service]:
    """Run a worker under a policy in which silence is consent to a dismissal."""
    documents = shipped()
    assert _FILE in documents.policy
    adopted = documents._replace(policy=documents.policy.replace(_FILE, _CONSENT))
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    async with working(env, journal, queue="consent", adopted=adopted) as service:
        yield service
    await journal.close()
