"""The command line through a server that listens: a token of its door is the person's id."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from interfaces.http.app import application
from tests.interfaces.conftest import Branchctl, Office, Ran
from tests.interfaces.http.conftest import parts_of
from tests.interfaces.http.listening import listening

Afar = Callable[..., Awaitable[Ran]]
"""`branchctl` as a person: `await afar("p-1301", "work")`."""
AfarAt = Callable[[str], Afar]
"""The same, at a server."""


@pytest.fixture(scope="session")
async def server(office: Office) -> AsyncIterator[str]:
    """Where the API listens."""
    async with listening(application(parts_of(office))) as address:
        yield address


@pytest.fixture
def afar_at(branchctl: Branchctl, monkeypatch: pytest.MonkeyPatch) -> AfarAt:
    def at(address: str) -> Afar:
        async def run(person: str, *arguments: str) -> Ran:
            with monkeypatch.context() as environment:
                for name in ("DATABASE_URL", "TEMPORAL_ADDRESS", "BRANCHCTL_DIRECT", "BRANCHCTL_ANCHORS"):
                    environment.delenv(name, raising=False)
                environment.setenv("BRANCHCTL_SERVER", address)
                environment.setenv("BRANCHCTL_TOKEN", person)
                return await branchctl(*arguments)

        return run

    return at


@pytest.fixture
def afar(server: str, afar_at: AfarAt) -> Afar:
    return afar_at(server)
