"""Orders over HTTP: once and only once, on the version that was seen, each refusal a document that explains itself."""

import asyncio
from typing import Any

import httpx
import pytest

from infra.ids import new_id
from tests.interfaces.http.conftest import FOREIGN_REGISTRAR, OPERATOR, OTHER_OPERATOR, REGISTRAR, Api
from tests.interfaces.test_desk import contract, submission

ACKNOWLEDGE = {"kind": "acknowledge_filing"}
COMMENT = {"kind": "comment", "text": "请补扫描件"}


def submit() -> Any:
    return submission().model_dump(mode="json")


async def filed(api: Api) -> str:
    """File a change of a contract; return the case."""
    stream = f"filing/{contract()}/1"
    answer = await api.of(OPERATOR).order(stream, submit())
    assert answer.status_code == 200, answer.text
    return stream


def problem(answer: httpx.Response, status: int, rule: str) -> Any:
    """Return the problem document that an answer must be."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["rule"], told["status"], told["type"]) == (rule, status, f"/problems/{rule}")
    assert told["title"]
    assert told["detail"]
    return told


async def test_an_order_is_answered_with_what_it_left(api: Api) -> None:
    stream = f"filing/{contract()}/1"
    answer = await api.of(OPERATOR).order(stream, submit())
    told = answer.json()
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"1"'
    assert (told["stream"], told["version"], told["already_so"]) == (stream, 1, False)
    assert told["position"] > 0
    assert {task["role"] for task in told["tasks"]} == {"registrar"}


async def test_an_order_under_the_same_key_gets_its_first_answer(api: Api) -> None:
    stream, key = f"filing/{contract()}/1", {"idempotency-key": "file-2026-1"}
    body = submit()
    first = await api.of(OPERATOR).order(stream, body, headers=key)
    again = await api.of(OPERATOR).order(stream, body, headers=key)
    assert first.json() == again.json()


async def test_one_persons_key_is_not_another_ones(api: Api) -> None:
    stream, key = await filed(api), {"idempotency-key": "comment-1"}
    first = await api.of(OPERATOR).order(stream, COMMENT, headers=key)
    other = await api.of(OTHER_OPERATOR).order(stream, COMMENT, headers=key)
    assert other.json()["version"] == first.json()["version"] + 1


async def test_a_key_is_not_used_for_another_order(api: Api) -> None:
    stream, key = await filed(api), {"idempotency-key": str(new_id())}
    await api.of(OPERATOR).order(stream, COMMENT, headers=key)
    answer = await api.of(OPERATOR).order(stream, COMMENT | {"text": "另一条"}, headers=key)
    assert problem(answer, 409, "journal.command-reused")["conflicts_with"] == key["idempotency-key"]


async def test_the_same_order_fifty_times_at_once_has_one_effect_and_one_answer(api: Api) -> None:
    stream = await filed(api)
    orders = (
        api.of(OPERATOR).order(stream, COMMENT, headers={"idempotency-key": "fifty"}) for _ in range(50)
    )
    answers = await asyncio.gather(*orders)
    assert {one.status_code for one in answers} == {200}
    assert len({one.text for one in answers}) == 1
    assert answers[0].json()["version"] == 2


async def test_of_two_deciders_who_saw_the_same_version_one_decides(api: Api) -> None:
    stream = await filed(api)
    saw = {"if-match": '"1"'}
    answers = await asyncio.gather(
        api.of(REGISTRAR).order(stream, ACKNOWLEDGE, headers=saw),
        api.of("p-1205").order(stream, ACKNOWLEDGE, headers=saw),
    )
    assert sorted(one.status_code for one in answers) in ([200, 409], [200, 412])
    late = await api.of(REGISTRAR).order(stream, COMMENT, headers=saw)
    told = problem(late, 412, "matter.stale")
    assert told["data"]["expected"] == "1"
    assert told["conflicts_with"] == told["data"]["actual"]


async def test_a_decision_names_the_version_that_was_seen(api: Api) -> None:
    stream = await filed(api)
    problem(await api.of(REGISTRAR).order(stream, ACKNOWLEDGE), 428, "http.version-missing")
    for wrong in ("7", "*", 'W/"1"', '"1", "2"', '"x"', '"-1"', '"99999999999999999999"'):
        answer = await api.of(REGISTRAR).order(stream, ACKNOWLEDGE, headers={"if-match": wrong})
        problem(answer, 400, "http.version-invalid")


async def test_an_order_needs_a_key(api: Api) -> None:
    stream = await filed(api)
    answer = await api.client.post(
        f"/v1/processes/{stream}/commands",
        json={"command": COMMENT},
        headers={"authorization": f"Bearer {OPERATOR}"},
    )
    problem(answer, 400, "http.key-missing")
    for wrong in ("", "a b", "k" * 256, "\t"):
        problem(
            await api.of(OPERATOR).order(stream, COMMENT, headers={"idempotency-key": wrong}),
            400,
            "http.key-invalid",
        )


@pytest.mark.parametrize("token", [None, "stranger", "p 1301", "x" * 7000])
async def test_who_is_not_signed_in_orders_nothing(api: Api, token: str | None) -> None:
    answer = await api.of(token).order("filing/K-1/1", COMMENT)
    problem(answer, 401, "access.not-signed-in")
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_who_may_not_is_told_which_roles_may(api: Api) -> None:
    stream = await filed(api)
    answer = await api.of(FOREIGN_REGISTRAR).order(stream, ACKNOWLEDGE, headers={"if-match": '"1"'})
    told = problem(answer, 403, "permission.denied")
    assert {"what": "roles", "value": "registrar"} in told["allowed"]


async def test_a_refusal_is_told_in_the_language_asked_for(api: Api) -> None:
    stream = await filed(api)
    zh = await api.of(OPERATOR).order(stream, ACKNOWLEDGE, headers={"if-match": '"1"'})
    en = await api.of(OPERATOR).order(
        stream, ACKNOWLEDGE, headers={"if-match": '"1"', "accept-language": "de, en;q=0.8, zh;q=0.5"}
    )
    assert (zh.headers["content-language"], en.headers["content-language"]) == ("zh-CN", "en")
    assert zh.json()["title"] == "无权办理或者查阅"
    assert en.json()["title"] == "Not for you"


async def test_what_is_wrong_with_the_fields_is_listed(api: Api) -> None:
    answer = await api.of(OPERATOR).order("filing/K-1/1", {"kind": "comment", "txt": 1})
    told = problem(answer, 422, "http.invalid")
    assert {one["pointer"] for one in told["errors"]} == {
        "/body/command/comment/text",
        "/body/command/comment/txt",
    }
    assert {one["detail"] for one in told["errors"]} == {"缺少", "没有这一项"}


async def test_a_command_nobody_knows_and_one_of_another_process_are_told_apart(api: Api) -> None:
    problem(await api.of(OPERATOR).order("filing/K-1/1", {"kind": "x"}), 422, "http.invalid")
    stream = await filed(api)
    answer = await api.of(OPERATOR).order(stream, {"kind": "open_campaign", "registers": []})
    assert answer.status_code == 422


async def test_what_nobody_may_order_is_not_taken(api: Api) -> None:
    answer = await api.of(OPERATOR).order("filing/K-1/1", {"kind": "tick"})
    problem(answer, 422, "http.invalid")


@pytest.mark.parametrize("stream", ["filing/../1", "Filing/K-1/1", "filing/K-1/1/1/1", "filing//1"])
async def test_what_can_be_no_case_is_not_found(api: Api, stream: str) -> None:
    problem(await api.of(OPERATOR).order(stream, COMMENT), 404, "http.no-such-address")


async def test_a_process_nobody_knows_is_not_found(api: Api) -> None:
    problem(await api.of(OPERATOR).order("wizardry/x", COMMENT), 404, "process.unknown")
    problem(await api.of(OPERATOR).order("filing/K-1/x", COMMENT), 404, "desk.wrong-stream")


async def test_a_calendar_is_published_where_open_cases_hear_of_it(api: Api) -> None:
    command = {"kind": "adopt_document", "org": "o-37", "text": "x", "since": "2031-01-01"}
    answer = await api.of("p-1001").order("calendar/2031", command, headers={"if-match": '"0"'})
    problem(answer, 422, "http.calendar-elsewhere")
