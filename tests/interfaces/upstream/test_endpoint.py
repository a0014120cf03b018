"""`POST /v1/events` as a system sees it."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi import FastAPI

from domain.upstream.routing import EVENT_TYPES
from infra.clock import now
from interfaces.http.app import application
from interfaces.upstream.cloudevents import BATCH, STRUCTURED
from interfaces.upstream.described import data_schema
from interfaces.upstream.endpoint import router
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import client_of, parts_of
from tests.interfaces.upstream.conftest import Door
from tests.interfaces.upstream.systems import Sent


class Post(NamedTuple):
    """The API, and the door behind it."""

    app: FastAPI
    client: httpx.AsyncClient
    door: Door

    async def send(self, sent: Sent, **headers: str) -> httpx.Response:
        return await self.client.post(
            "/v1/events", content=sent.body, headers={**dict(sent.headers), **headers}
        )

    async def event(self, event: dict[str, Any]) -> httpx.Response:
        return await self.send(self.door.system.send(event, now()))


@pytest.fixture
async def post(office: Office, door: Door) -> AsyncIterator[Post]:
    app = application(parts_of(office)._replace(routers=(router(door.receiver),)))
    async with app.router.lifespan_context(app), client_of(app) as client:
        yield Post(app, client, door)


async def test_an_event_is_accepted_with_a_receipt_and_again_with_the_same(post: Post) -> None:
    event = post.door.system.event(data={"a": 1})
    first, again = await post.event(event), await post.event(event)
    assert (first.status_code, again.status_code) == (202, 202)
    (receipt,) = first.json()
    assert receipt["event_id"] == event["id"]
    assert again.json() == [receipt | {"repeated": True}]


async def test_a_batch_with_a_bad_event_is_answered_event_by_event(post: Post) -> None:
    good = [post.door.system.event() for _ in range(2)]
    answer = await post.send(post.door.system.batch([good[0], {}, good[1]], now()))
    assert answer.status_code == 207
    first, bad, last = answer.json()
    assert last["position"] == first["position"] + 1
    assert bad["refused"]["rule"] == "upstream.attribute"
    assert (await post.send(post.door.system.batch(good, now()))).status_code == 202


async def test_every_refusal_is_a_problem_with_its_status(post: Post) -> None:
    system, event = post.door.system, post.door.system.event(data="a")
    await post.event(event)
    sent = system.send(event, now())
    answers = {
        401: await post.send(sent._replace(body=sent.body + b" ")),
        409: await post.event(event | {"data": "b"}),
        415: await post.send(system.send(event, now(), "application/cloudevents+xml")),
        400: await post.event(event | {"specversion": "0.3"}),
        403: await post.event(event | {"source": "urn:other"}),
        413: await post.event(system.event(data="x" * 70_000)),
    }
    assert {status: answer.status_code for status, answer in answers.items()} == {one: one for one in answers}
    for answer in answers.values():
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["rule"].startswith("upstream.")
    unsigned = await post.client.post("/v1/events", content=b"{}", headers={"content-type": STRUCTURED})
    assert (unsigned.status_code, unsigned.json()["rule"]) == (401, "upstream.signature-missing")


async def test_a_file_of_sources_that_others_can_read_lets_nobody_in(post: Post) -> None:
    post.door.sources.chmod(0o644)
    answer = await post.event(post.door.system.event())
    assert (answer.status_code, answer.json()["rule"]) == (503, "upstream.sources-exposed")


async def test_it_is_described_with_every_event_type_and_an_example_of_each(post: Post) -> None:
    operation = post.app.openapi()["paths"]["/v1/events"]["post"]
    content = operation["requestBody"]["content"]
    assert BATCH in content
    described = {one["properties"]["type"].get("const") for one in content[STRUCTURED]["schema"]["oneOf"]}
    assert described == {*EVENT_TYPES, None}
    for name, example in content[STRUCTURED]["examples"].items():
        value = example["value"]
        assert value["type"] == name
        EVENT_TYPES[name].model_validate(value["data"])
        assert "$ref" not in str(data_schema(EVENT_TYPES[name]))


async def test_the_examples_of_the_description_are_events(post: Post) -> None:
    operation = post.app.openapi()["paths"]["/v1/events"]["post"]
    for example in operation["requestBody"]["content"][STRUCTURED]["examples"].values():
        answer = await post.event(
            example["value"] | {"source": post.door.system.source, "id": post.door.system.event()["id"]}
        )
        assert answer.status_code == 202
