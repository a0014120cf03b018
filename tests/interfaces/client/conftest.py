"""The command line through a server that listens: a token of its door is the person's id."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import uvicorn

from interfaces.http.app import application
from tests.interfaces.conftest import Branchctl, Office, Ran
from tests.interfaces.http.conftest import parts_of

Afar = Callable[..., Awaitable[Ran]]
"""`branchctl` as a person: `await afar("p-1301", "work")`."""


@pytest.fixture(scope="session")
async def server(office: Office) -> AsyncIterator[str]:
    """Where the API listens."""
    config = uvicorn.Config(application(parts_of(office)), port=0, log_config=None, lifespan="on")
    listening = uvicorn.Server(config)
    serving = asyncio.create_task(listening.serve())
    while not listening.started:  # noqa: ASYNC110  # it tells by nothing else
        await asyncio.sleep(0.01)
    port = listening.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    listening.should_exit = True
    await serving


@pytest.fixture
def afar(server: str, branchctl: Branchctl, monkeypatch: pytest.MonkeyPatch) -> Afar:
    async def run(person: str, *arguments: str) -> Ran:
        with monkeypatch.context() as environment:
            for name in ("DATABASE_URL", "TEMPORAL_ADDRESS", "BRANCHCTL_DIRECT"):
                environment.delenv(name)
            environment.setenv("BRANCHCTL_SERVER", server)
            environment.setenv("BRANCHCTL_TOKEN", person)
            return await branchctl(*arguments)

    return run
