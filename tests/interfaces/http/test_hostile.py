"""What nobody sends by accident: a 4xx with a reason, never a 5xx, and nothing on record."""

import json
from typing import Any

import httpx
import pytest

from infra.ids import new_id
from interfaces.http.app import application
from interfaces.http.settings import HttpSettings
from interfaces.http.strict import DEPTH, read_json
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, Api, client_of, parts_of
from tests.interfaces.http.test_ordering import COMMENT, filed, problem

STREAM = "filing/K-none/1"


async def send(api: Api, body: bytes, kind: str = "application/json", **headers: str) -> httpx.Response:
    signed = {
        "authorization": f"Bearer {OPERATOR}",
        "idempotency-key": str(new_id()),
        "content-type": kind,
    }
    return await api.client.post(f"/v1/processes/{STREAM}/commands", content=body, headers=signed | headers)


def commenting(text: str) -> bytes:
    """Return an order whose text is written as it is given."""
    return f'{{"command":{{"kind":"comment","text":{text}}}}}'.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        '{"command": "é"}'.encode("latin-1"),
        b'{"command":1,"command":2}',
        b'{"command":{"kind":"comment","text":"a","text":"b"}}',
        commenting('"\\u0000"'),
        commenting('"\\ud800"'),
        commenting('"\ud800"'),
        commenting('"a\x00b"'),
        commenting("NaN"),
        commenting("Infinity"),
        commenting("1e999"),
        commenting("9" * 5000),
        commenting("9007199254740992"),
        commenting("[" * 100_000),
        commenting("[" * (DEPTH - 1) + "]" * (DEPTH - 1)),
        b'{"' + b'\\"' * 100_000,
        b'{"\\ud800":1}',
    ],
    ids=range(20),
)
async def test_json_that_is_none_is_refused_with_a_reason(api: Api, body: bytes) -> None:
    told = problem(await send(api, body), 400, "http.not-json")
    assert "JSON" in told["detail"]


@pytest.mark.parametrize(
    "body", [b"null", b"[]", b"1", b'"x"', b"{}", b'{"command":null}', b'{"command":{"kind":["x"]}}']
)
async def test_json_of_another_shape_is_refused_field_by_field(api: Api, body: bytes) -> None:
    assert problem(await send(api, body), 422, "http.invalid")["errors"]


def test_as_deep_as_is_allowed_is_read() -> None:
    read: Any = read_json(b"[" * DEPTH + b"]" * DEPTH)
    assert json.dumps(read) == "[" * DEPTH + "]" * DEPTH
    assert read_json(b'"[[[{{{\\"]]]"') == '[[[{{{"]]]'
    assert read_json(b"9007199254740991") == 2**53 - 1


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/xml", "multipart/form-data", "application/json; charset=gb18030", "", "x"],
)
async def test_another_kind_of_body_is_not_taken(api: Api, kind: str) -> None:
    told = problem(await send(api, b"{}", kind), 415, "http.media-type")
    assert {"what": "possible", "value": "application/json"} in told["allowed"]


@pytest.mark.parametrize("path", ["/v1/worklist?org=%00", "/v1/timeline?tag=branch:%zz", "/v1/orgs?%00=1"])
async def test_addresses_that_mean_nothing_are_refused(api: Api, path: str) -> None:
    problem(await api.of(OPERATOR).get(path), 400, "http.bad-request")


async def test_an_address_without_end_is_refused(api: Api) -> None:
    problem(await api.of(OPERATOR).get(f"/v1/timeline?tag={'x' * 9000}"), 400, "http.bad-request")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/processes/../../etc/passwd",
        "/v1/processes/filing/..%2f..%2fetc/1",
        "/v1/processes/filing/K-1/1%0a",
        "/v1/processes/FILING/K-1/1",
        "/v1/processes/filing/K-1/1/",
        "/v1/processes/filing/%E4%B8%80/1",
        "/",
        "/docs",
        "/redoc",
        "/openapi.json",
    ],
)
async def test_what_is_nowhere_is_not_found(api: Api, path: str) -> None:
    answer = await api.of(OPERATOR).get(path)
    assert answer.status_code == 404
    assert answer.json()["rule"] in {"http.no-such-address", "http.no-such-case"}


async def test_a_header_that_stands_twice_is_refused(api: Api) -> None:
    twice = [("authorization", f"Bearer {OPERATOR}"), ("authorization", "Bearer p-1001")]
    problem(await api.client.get("/v1/orgs", headers=twice), 400, "http.bad-request")
    keys = [("authorization", f"Bearer {OPERATOR}"), ("idempotency-key", "a"), ("idempotency-key", "b")]
    answer = await api.client.post(f"/v1/processes/{STREAM}/commands", json={}, headers=keys)
    problem(answer, 400, "http.bad-request")


async def test_too_many_headers_or_too_long_ones_are_refused(api: Api) -> None:
    many = {f"x-{number}": "1" for number in range(101)}
    problem(await api.of(OPERATOR).get("/v1/orgs", headers=many), 400, "http.bad-request")
    long = {"accept-language": "zh" * 5000}
    problem(await api.of(OPERATOR).get("/v1/orgs", headers=long), 400, "http.bad-request")


@pytest.mark.parametrize("language", ["", "*", "zh;q=x", "en;q=0.1,zh;q=0.2", ",,,;;;", "q=1" * 500])
async def test_any_wish_for_a_language_is_answered(api: Api, language: str) -> None:
    answer = await api.of(None).get("/v1/orgs", headers={"accept-language": language})
    assert answer.headers["content-language"] == "zh-CN"


@pytest.mark.parametrize(("path", "taken"), [("/v1/orgs", "GET"), ("/v1/audit/verify", "GET, POST")])
async def test_a_method_that_is_not_taken_is_told_which_are(api: Api, path: str, taken: str) -> None:
    answer = await api.client.delete(path)
    assert problem(answer, 405, "http.method")["data"]["possible"].replace("、", ", ") == taken
    assert answer.headers["allow"] == taken


async def test_a_body_that_is_too_large_is_refused_however_it_is_sent(office: Office) -> None:
    app = application(parts_of(office, HttpSettings(body_limit=2000, rate=1e6, burst=10**6)))
    async with client_of(app) as client:
        headers = {"authorization": f"Bearer {OPERATOR}", "content-type": "application/json"}
        path = f"/v1/processes/{STREAM}/commands"

        async def pieces() -> Any:
            for _ in range(30):
                yield b" " * 100

        for body in (b" " * 2001, pieces()):
            problem(await client.post(path, content=body, headers=headers), 413, "http.body-too-large")
        lying = headers | {"content-length": "9" * 30}
        problem(await client.post(path, content=b"{}", headers=lying), 413, "http.body-too-large")


async def test_who_asks_too_often_is_told_when_to_come_again(office: Office) -> None:
    app = application(parts_of(office, HttpSettings(rate=0.01, burst=3)))
    async with client_of(app) as client:
        headers = {"authorization": f"Bearer {OPERATOR}"}
        answers = [await client.get("/v1/orgs", headers=headers) for _ in range(4)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        told = problem(answers[-1], 429, "http.too-many-requests")
        assert answers[-1].headers["retry-after"] == told["data"]["wait"]
        other = await client.get("/v1/orgs", headers={"authorization": "Bearer p-1302"})
        assert other.status_code == 200


async def test_who_is_not_signed_in_is_counted_by_address(office: Office) -> None:
    app = application(parts_of(office, HttpSettings(rate=0.01, burst=1)))
    async with client_of(app) as client:
        codes = [(await client.get("/v1/orgs")).status_code for _ in range(5)]
    assert codes == [401, 401, 401, 401, 429]


async def test_a_defect_is_answered_with_a_number_and_no_trace(office: Office) -> None:
    class BrokenDoor:
        async def identify(self, bearer: str, **_: object) -> Any:
            raise ZeroDivisionError(bearer)

    app = application(parts_of(office)._replace(door=BrokenDoor()))
    async with client_of(app) as client:
        answer = await client.get("/v1/orgs", headers={"authorization": "Bearer secret-token"})
    told = problem(answer, 500, "http.defect")
    assert told["data"]["request"] in told["detail"]
    assert "secret-token" not in answer.text
    assert "ZeroDivision" not in answer.text


async def test_of_a_case_with_many_orders_on_their_way_the_next_one_waits(office: Office) -> None:
    app = application(parts_of(office, HttpSettings(in_flight=0 + 1, rate=1e6, burst=10**6)))
    async with client_of(app) as client:
        api = Api(app, client, OPERATOR)
        stream = await filed(api)
        in_flight = app.state.in_flight
        first = new_id()
        with in_flight._counted(stream, first):  # noqa: SLF001  # one that takes its time
            refused = await api.order(stream, COMMENT)
            problem(refused, 429, "http.too-many-at-once")
            assert refused.headers["retry-after"] == "1"
            same = await api.order(stream, COMMENT, headers={"idempotency-key": str(first)})
            assert same.status_code == 200
        assert (await api.order(stream, COMMENT)).status_code == 200


@pytest.mark.parametrize("number", ["0", "86400", "3311", "20261015", "1e9"])
async def test_a_number_is_no_day_and_no_moment(api: Api, number: str) -> None:
    stream = await filed(api)
    for query in (f"time={number}", f"valid_on={number}"):
        told = problem(await api.of(OPERATOR).get(f"/v1/processes/{stream}/at?{query}"), 422, "http.invalid")
        assert told["errors"][0]["detail"] in {"时间应为 RFC 3339 格式", "日期应为 YYYY-MM-DD"}
    for day in (number, json.loads(number)):
        body = {"command": {"kind": "comment", "text": "x"}, "acted_on": day}
        answer = await api.of(OPERATOR).post(f"/v1/processes/{stream}/commands", body)
        problem(answer, 422, "http.invalid")


async def test_a_day_and_a_moment_as_they_are_written_are_taken(api: Api) -> None:
    stream = await filed(api)
    for query in ("time=2100-01-01T00:00:00Z", "time=2100-01-01T08:00:00%2B08:00", "valid_on=2100-01-01"):
        assert (await api.of(OPERATOR).get(f"/v1/processes/{stream}/at?{query}")).status_code == 200
