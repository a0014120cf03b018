"""A stranger generates a client from the description, and takes one filing from its first word to its receipt with it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from infra.ids import new_id
from interfaces.http.app import application
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR, parts_of
from tests.interfaces.http.generated import Generated, generate, imported
from tests.interfaces.http.listening import listening
from tests.interfaces.http.test_ordering import submit
from tests.interfaces.test_desk import contract

ORDERS, READING = "办理_orders", "查阅_reading"
pytestmark = pytest.mark.timeout(180)


class Person(NamedTuple):
    """Somebody with the generated client."""

    made: Generated
    client: Any

    async def open(self, body: dict[str, Any]) -> Any:
        send = self.made.operation(ORDERS, "open_filing")
        told = self.made.model("OpenFilingBody").from_dict(body)
        return await send(client=self.client, body=told, idempotency_key=str(new_id()))

    async def order(self, stream: str, command: dict[str, Any], **headers: str) -> Any:
        send = self.made.operation(ORDERS, "order")
        body = self.made.model("Ordered").from_dict({"command": command})
        key = headers.pop("key", str(new_id()))
        return await send(stream, client=self.client, body=body, idempotency_key=key, **headers)

    async def ask(self, name: str, *parts: str, **query: Any) -> Any:
        return await self.made.operation(READING, name)(*parts, client=self.client, **query)


@pytest.fixture
async def people(office: Office, tmp_path: Path) -> AsyncIterator[tuple[Person, Person]]:
    """The operator and the registrar, each with a token."""
    async with listening(application(parts_of(office))) as address:
        await generate(f"{address}/v1/openapi.json", tmp_path)
        with imported(tmp_path) as made:
            async with made.client(address, OPERATOR) as one, made.client(address, REGISTRAR) as other:
                yield Person(made, one), Person(made, other)


async def test_a_filing_is_taken_from_its_first_word_to_its_receipt_by_a_generated_client(
    people: tuple[Person, Person],
) -> None:
    operator, registrar = people
    opened = await operator.open({"contract": contract(), "command": submit()})
    assert (opened.status_code, opened.headers["etag"]) == (201, '"1"')
    stream = opened.parsed.stream
    taken = await registrar.order(stream, {"kind": "reassign", "action": "answer_filing", "to": REGISTRAR})
    assert taken.status_code == 200, taken
    asked = {"kind": "request_correction", "items": ["缺页"]}
    unseen = await registrar.order(stream, asked)
    assert (unseen.status_code, unseen.parsed.rule) == (428, "http.version-missing")
    sent = await registrar.order(stream, asked, if_match=taken.headers["etag"])
    assert sent.status_code == 200, sent
    possible = await operator.ask("commands", stream)
    assert "correct" in {one.command for one in possible.parsed if one.awaited}
    mended = await operator.order(stream, {"kind": "correct", "change": submit()["change"]}, key="mended")
    again = await operator.order(stream, {"kind": "correct", "change": submit()["change"]}, key="mended")
    assert mended.status_code == 200, mended
    assert again.parsed == mended.parsed
    seen = (await registrar.ask("process", stream)).headers["etag"]
    done = await registrar.order(stream, {"kind": "acknowledge_filing"}, if_match=seen)
    assert done.status_code == 200, done
    assert {one.action for one in done.parsed.tasks} == {"link_contract"}
    story = await operator.ask("timeline", stream, at_least=done.parsed.position)
    assert [one.kind for one in story.parsed.items] == [
        "filing.submitted.v1",
        "matter.reassigned.v1",
        "filing.correction_requested.v1",
        "filing.corrected.v1",
        "filing.acknowledged.v1",
    ]
    case = await operator.ask("process", stream)
    assert case.parsed.state["status"] == "filed"
    assert case.parsed.version >= done.parsed.version  # what follows elsewhere is told here
