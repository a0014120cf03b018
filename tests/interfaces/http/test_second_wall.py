"""Every answer from the ledger comes through the second wall: where it is shut, nobody is shown anything."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from domain.figures import Figure
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, Api
from tests.interfaces.http.test_ordering import filed

T1 = "o-370199-t1"
SHUT = """
set role ledger_projector;
do $$ declare one record; begin
for one in select polrelid::regclass as named from pg_policy where polname = 'of_the_realm' loop
    execute format('alter policy of_the_realm on %s using (false)', one.named);
end loop; end $$
"""
OPEN = "set role ledger_projector; select ledger.guard('ledger')"


@pytest.fixture
async def stream(api: Api, office: Office) -> AsyncIterator[str]:
    """A filing in the registers, while the test may shut the wall."""
    stream = await filed(api)
    yield stream
    await ordered(office, OPEN)


async def ordered(office: Office, statement: str) -> None:
    connection = await asyncpg.connect(office.dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def counted(page: dict[str, list[object]]) -> int:
    """How many lines a page shows."""
    return len(page["items"] if "items" in page else page["rows"])


@pytest.mark.parametrize(
    "path",
    [
        "/v1/worklist?everybody=true",
        "/v1/processes/{stream}/timeline",
        "/v1/timeline?tag=org:" + T1,
        "/v1/registers/filings",
        f"/v1/coverage/{Figure.FILINGS}",
    ],
)
async def test_a_shut_wall_shows_nothing(api: Api, office: Office, stream: str, path: str) -> None:
    path = path.format(stream=stream)
    answer = await api.of(OPERATOR).get(path)
    assert answer.status_code == 200
    assert counted(answer.json()) > 0
    await ordered(office, SHUT)
    shut = await api.of(OPERATOR).get(path)
    assert shut.status_code == 200
    assert counted(shut.json()) == 0


async def test_figures_behind_a_shut_wall_count_nothing(api: Api, office: Office, stream: str) -> None:
    path = f"/v1/coverage?org={T1}"
    before = (await api.of(OPERATOR).get(path)).json()["total"]
    await ordered(office, SHUT)
    after = (await api.of(OPERATOR).get(path)).json()["total"]
    assert stream
    assert before != after
    assert not any(one for name, one in after.items() if isinstance(one, int) and name != "org")
