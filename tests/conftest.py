"""Fixtures that all tests may ask for, and the option that collects the tables of the processes."""

import os
from typing import Any

import pytest
from hypothesis import settings

from tests import tables
from tests.postgres import database, postgres
from tests.proved import Proved, proved
from tests.service import service, temporal

# the same examples every time; HYPOTHESIS_PROFILE=searching looks for new ones
settings.register_profile("repeating", derandomize=True, database=None, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeating"))

# a console takes its width from here when it is made, and tests say how wide theirs is
os.environ.pop("COLUMNS", None)

__all__ = ["database", "postgres", "service", "temporal"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--tables",
        choices=("write", "check"),
        help="write docs/processes/ and domain/maps/ from what the tests proved, or fail when they say something else",
    )


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    wanted = session.config.getoption("--tables")
    if hasattr(
        session.config, "workeroutput"
    ):  # one of several processes: what it proved goes to the one that asked
        session.config.workeroutput["proved"] = [tuple(line) for line in proved]
        return
    if exitstatus != pytest.ExitCode.OK or wanted is None:
        return
    if wanted == "write":
        tables.write()
        return
    stale = tables.stale()
    if stale:
        print(f"\ndocs/processes/ or domain/maps/ is stale ({', '.join(stale)}): make tables")  # noqa: T201  # to the person
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # xdist's, which says nothing of its types
    proved.extend(Proved(*line) for line in node.workeroutput.get("proved", ()))
