"""Nothing that a client sends becomes a header, or a line, of an answer."""

import httpx
import pytest

from infra.ids import new_id
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, Api
from tests.interfaces.http.test_on_the_wire import serving
from tests.interfaces.http.test_ordering import COMMENT, filed, problem, submit

BREAK = "a\r\nset-cookie: x=1"
ESCAPED = "a%0d%0aset-cookie:%20x=1"


def check_untouched(answer: httpx.Response) -> None:
    assert 400 <= answer.status_code < 500
    assert "set-cookie" not in answer.headers
    assert all(name.isascii() and "\n" not in value for name, value in answer.headers.items())


@pytest.mark.parametrize(
    "path",
    [
        f"/v1/processes/{ESCAPED}/x",
        f"/v1/processes/filing/{ESCAPED}/1/timeline",
        f"/v1/registers/{ESCAPED}.xlsx",
        f"/v1/registers/imports/{ESCAPED}",
        f"/problems/{ESCAPED}",
        f"/log/tile/0/{ESCAPED}",
        f"/v1/worklist?after={ESCAPED}",
        f"/v1/timeline?tag=branch:{ESCAPED}",
    ],
)
async def test_a_line_break_in_an_address_goes_no_further(api: Api, path: str) -> None:
    check_untouched(await api.of(OPERATOR).get(path))


async def test_a_line_break_in_a_name_that_would_stand_in_location_is_refused(api: Api) -> None:
    for body in ({"contract": BREAK, "command": submit()}, {"contract": "K-1/../x", "command": submit()}):
        answer = await api.of(OPERATOR).post("/v1/filings", body)
        check_untouched(answer)
        assert "location" not in answer.headers


@pytest.mark.parametrize("name", ["idempotency-key", "if-match", "accept-language", "x-request-id"])
async def test_a_line_break_in_a_header_is_refused_where_a_proxy_let_it_through(api: Api, name: str) -> None:
    stream = await filed(api)
    answer = await api.of(OPERATOR).order(stream, COMMENT, headers={name: BREAK})
    check_untouched(answer)
    problem(answer, 400, "http.bad-request")


@pytest.mark.parametrize("line", [b"idempotency-key: a\rset-cookie: x=1", b"idempotency-key: a\n\x00: x"])
async def test_half_a_line_break_on_the_wire_is_no_header(office: Office, line: bytes) -> None:
    async with serving(office) as wire:
        head = b"POST /v1/commands HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n"
        answer = await wire.exchange(head + line + b"\r\n\r\n{}")
    assert answer.startswith(b"HTTP/1.1 4"), answer[:200]
    assert b"set-cookie" not in answer.lower()


async def test_a_file_name_of_an_upload_becomes_no_header(api: Api) -> None:
    file = {"file": (f"{new_id()}{BREAK}.csv", b"x")}
    answer = await api.client.post(
        "/v1/registers/imports", files=file, headers={"authorization": f"Bearer {OPERATOR}"}
    )
    assert "set-cookie" not in answer.headers
    assert answer.status_code < 500
