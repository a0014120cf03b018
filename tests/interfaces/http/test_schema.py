"""The API does what its description says, whatever is sent: no 5xx, no undocumented status, no other shape."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks as of_openapi

from tests.interfaces.conftest import Office
from tests.interfaces.http.test_on_the_wire import Wire, serving

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "4"))
"""Cases of each operation; `make test-endurance` asks for more."""
MANY = int(os.environ.get("SCHEMA_MANY", "40"))
"""Cases of each operation and person there; 0 for none, as before landing."""
_STREAMED = "/v1/registers/imports/{number}/events"
PERSONS = ("p-1201", "p-1003", "p-1001")
"""An operator, an auditor and an administrator, each of a county at least."""
CHECKS: list[Any] = [
    checks.not_a_server_error,
    of_openapi.status_code_conformance,
    of_openapi.content_type_conformance,
    of_openapi.response_schema_conformance,
]


@pytest.fixture(scope="module")
async def wire(office: Office) -> AsyncIterator[Wire]:
    async with serving(office) as running:
        yield running


def operations(wire: Wire) -> list[Any]:
    document = wire.api.app.openapi()
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=f"http://127.0.0.1:{wire.port}")
    found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    return [one for one in found if one.path != _STREAMED]


def put_to(operation: Any, person: str, examples: int) -> None:
    """Send so many cases of an operation, as somebody."""

    @settings(
        max_examples=examples,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
        deadline=None,
    )
    @given(case=operation.as_strategy())
    def check(case: Any) -> None:
        case.call_and_validate(headers={"authorization": f"Bearer {person}"}, checks=CHECKS, timeout=30)

    check()


@pytest.mark.timeout(600)
async def test_whatever_is_sent_is_answered_as_described(wire: Wire) -> None:
    for number, operation in enumerate(operations(wire)):
        person = PERSONS[number % len(PERSONS)]
        await asyncio.to_thread(put_to, operation, person, EXAMPLES)


@pytest.mark.endurance
@pytest.mark.skipif(not MANY, reason="SCHEMA_MANY=0: none of the thousands")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("person", PERSONS)
async def test_whatever_is_sent_thousands_of_times_is_answered_as_described(wire: Wire, person: str) -> None:
    for operation in operations(wire):
        await asyncio.to_thread(put_to, operation, person, MANY)
