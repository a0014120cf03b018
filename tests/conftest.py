"""Fixtures that all tests may ask for, and the option that collects the tables of the processes."""

import pytest

from tests import tables
from tests.postgres import database, postgres
from tests.service import service, temporal

__all__ = ["database", "postgres", "service", "temporal"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--tables",
        choices=("write", "check"),
        help="write docs/processes/ from what the tests proved, or fail when it says something else",
    )


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    wanted = session.config.getoption("--tables")
    if exitstatus != pytest.ExitCode.OK or wanted is None:
        return
    if wanted == "write":
        tables.write()
        return
    stale = tables.stale()
    if stale:
        print(f"\ndocs/processes/ is stale ({', '.join(stale)}): make tables")  # noqa: T201  # to the person
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
