"""Cases are opened over HTTP, and many orders are given at once."""

from typing import Any

from interfaces.desk.names import plural
from interfaces.http.opening import opened
from tests.interfaces.http.conftest import OPERATOR, REGISTRAR, Api
from tests.interfaces.http.test_ordering import ACKNOWLEDGE, COMMENT, filed, problem, submit
from tests.interfaces.test_desk import contract


async def open_filing(api: Api, **more: Any) -> Any:
    return await api.of(OPERATOR).post("/v1/filings", {"contract": contract(), "command": submit()}, **more)


async def test_a_case_is_opened_and_told_where_it_is(api: Api) -> None:
    answer = await open_filing(api)
    told = answer.json()
    assert answer.status_code == 201, answer.text
    assert told["stream"].endswith("/1")
    assert answer.headers["location"] == f"/v1/processes/{told['stream']}"
    assert answer.headers["etag"] == '"1"'
    found = await api.of(OPERATOR).get(answer.headers["location"])
    assert found.json()["version"] == 1


async def test_opening_twice_under_one_key_opens_once(api: Api) -> None:
    body, key = {"contract": contract(), "command": submit()}, {"idempotency-key": "open-once"}
    first = await api.of(OPERATOR).post("/v1/filings", body, headers=key)
    again = await api.of(OPERATOR).post("/v1/filings", body, headers=key)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()


async def test_a_case_of_its_own_name_takes_the_parts_that_its_name_has(api: Api) -> None:
    answer = await api.of(OPERATOR).post("/v1/filings", {"command": submit()})
    assert problem(answer, 422, "http.invalid")["errors"][0]["pointer"] == "/body/contract"
    answer = await api.of(OPERATOR).post("/v1/filings", {"contract": "../x", "command": submit()})
    assert problem(answer, 422, "http.invalid")["errors"][0]["pointer"] == "/body/contract"
    answer = await api.of(OPERATOR).post("/v1/filings", {"contract": "K-1", "command": COMMENT})
    problem(answer, 422, "http.invalid")


async def test_every_process_that_people_open_has_its_address(api: Api) -> None:
    for process in opened():
        answer = await api.of(OPERATOR).post(f"/v1/{plural(process)}", {})
        problem(answer, 422, "http.invalid")
    assert {"investigation", "establishment", "filing", "campaign", "evaluation-round"} <= set(opened())


async def test_each_order_of_a_batch_is_answered_by_itself(api: Api) -> None:
    here, there = await filed(api), await filed(api)
    orders: list[dict[str, Any]] = [
        {"stream": here, "command": ACKNOWLEDGE, "expected": 1},
        {"stream": "filing/K-none/1", "command": COMMENT},
        {"stream": there, "command": ACKNOWLEDGE},
        {"stream": there, "command": COMMENT},
    ]
    key = {"idempotency-key": f"batch {here}".replace(" ", "-")}
    answer = await api.of(REGISTRAR).post("/v1/commands", {"orders": orders}, headers=key)
    assert answer.status_code == 200, answer.text
    done = answer.json()
    assert [one["stream"] for one in done] == [one["stream"] for one in orders]
    assert done[0]["answer"]["version"] > 1
    assert done[1]["problem"]["rule"] == "permission.no-case"
    assert done[2]["problem"]["rule"] == "http.version-missing"
    assert done[3]["answer"]["version"] == 2
    again = await api.of(REGISTRAR).post("/v1/commands", {"orders": orders}, headers=key)
    assert [one["answer"] for one in again.json()] == [one["answer"] for one in done]


async def test_a_batch_holds_one_order_at_least_and_a_hundred_at_most(api: Api) -> None:
    for count in (0, 101):
        orders = [{"stream": "filing/K-1/1", "command": COMMENT}] * count
        problem(await api.of(OPERATOR).post("/v1/commands", {"orders": orders}), 422, "http.invalid")
