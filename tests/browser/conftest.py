"""One service, one console on a port and one browser for the whole session."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser
from temporalio.testing import WorkflowEnvironment

from tests.browser.cases import Cases, made
from tests.browser.chromium import chromium
from tests.browser.console import Console, opened_console
from tests.browser.visits import Visits
from tests.interfaces.conftest import Office, opened_office
from tests.interfaces.console.houses import REHEARSAL, begun
from tests.interfaces.http.listening import listening
from tests.postgres import Server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest go first, each to another worker: a worker is given two at the start, and one by one from then on."""
    walks = [one for one in items if "walk" in one.path.parts]
    for place, walk in enumerate(walks):
        items.remove(walk)
        items.insert(2 * place, walk)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest.fixture(scope="session")
async def office(temporal: WorkflowEnvironment, postgres: Server) -> AsyncIterator[Office]:
    """One for all browsers alone: whoever looks at a page has an account there."""
    async with opened_office(temporal, postgres) as office:
        yield office


@pytest.fixture(scope="session")
async def cases(office: Office) -> Cases:
    return await made(office)


@pytest.fixture(scope="session")
async def console(office: Office) -> AsyncIterator[Console]:
    async with opened_console(office) as console:
        yield console


@pytest.fixture(scope="session")
async def address(console: Console) -> AsyncIterator[str]:
    async with listening(console.app) as address:
        yield address


@pytest.fixture
async def beginning(visits: Visits, postgres: Server, tmp_path: Path) -> AsyncIterator[Visits]:
    """Begin visits to a rehearsal that was just begun."""
    async with begun(postgres, tmp_path, REHEARSAL) as (house, _), listening(house.app) as address:
        console = visits.console._replace(app=house.app, access=house.access)
        yield visits._replace(console=console, address=address)


@pytest.fixture(scope="session")
async def visits(browser: Browser, console: Console, cases: Cases, address: str) -> Visits:
    return Visits(browser, console, cases, address)
