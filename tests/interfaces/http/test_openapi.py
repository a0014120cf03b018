"""The API describes itself: every command, every problem, who needs what."""

import re
from collections.abc import Iterator
from typing import Any

from domain.refusals import all_refusals
from interfaces.http.bodies import every_command, schema_name
from tests.interfaces.http.conftest import Api
from tests.interfaces.http.test_ordering import problem


async def described(api: Api) -> Any:
    answer = await api.client.get("/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for one in part.values():
            yield from references(one)
    elif isinstance(part, list):
        for one in part:
            yield from references(one)


async def test_every_command_is_described_in_both_languages(api: Api) -> None:
    document = await described(api)
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    for command in every_command():
        schema = schemas[schema_name(command)]
        assert re.search("[\\u4e00-\\u9fff]", schema["description"]), command
        assert re.search("[a-z]{3}", schema["description"]), command
        assert schema["properties"]["kind"]["const"] == command.kind_name()


async def test_every_problem_is_described_and_has_a_page(api: Api) -> None:
    document = await described(api)
    told = {one["rule"]: one for one in document["x-problem-types"]}
    sentences = api.app.state.parts.desk.catalogue
    assert {one.rule for one in all_refusals() if one.rule in sentences} == set(told)
    for rule in ("matter.stale", "http.invalid", "permission.denied", "elections.quorum-not-met"):
        page = await api.client.get(told[rule]["type"])
        assert page.status_code == 200
        assert rule in page.text
        assert "<script" not in page.text
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
    problem(await api.client.get("/problems/no.such"), 404, "http.no-such-address")
    problem(await api.client.get("/problems/<script>"), 422, "http.invalid")


async def test_everything_that_is_referred_to_is_there(api: Api) -> None:
    document = await described(api)
    for reference in set(references(document)):
        part = document
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]


async def test_orders_say_that_they_need_credentials_and_what_they_may_be_answered(api: Api) -> None:
    operation = (await described(api))["paths"]["/v1/processes/{stream}/commands"]["post"]
    assert operation["security"] == [{"bearer": []}]
    assert {"200", "400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429", "503"} <= set(
        operation["responses"]
    )


async def test_every_address_has_a_summary_in_both_languages(api: Api) -> None:
    for path, operations in (await described(api))["paths"].items():
        for operation in operations.values():
            assert re.search("[\\u4e00-\\u9fff]", operation["summary"]), path
            assert re.search("[a-z]{3}", operation["summary"]), path
