"""Bodies as every reader understands them: one reading of JSON, or none (RFC 8259, RFC 7493)."""

import json
import re
from collections.abc import Callable, Coroutine, Iterator
from email.message import Message
from typing import Any, NoReturn

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from interfaces.http.refusals import MediaTypeError, NotJsonError

DEPTH = 32
"""Levels of nesting."""
_LARGEST = 2**53 - 1
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_OPENING = re.compile(rb'"(?:[^"\\]|\\.?)*"?|([\[{])|([\]}])', re.DOTALL)
"""A text, ended or not, so that nothing is looked at twice; or a bracket."""
_JSON, _FORM = "application/json", "multipart/form-data"


class StrictRequest(Request):
    """A request whose JSON was read strictly."""

    async def json(self) -> Any:  # noqa: ANN401  # as the base has it
        """Return what the body says. Raises `NotJsonError`."""
        if not hasattr(self, "_json"):
            self._json = read_json(await self.body())
        return self._json


class StrictRoute(APIRoute):
    """A route that looks at the body before anybody believes it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what handles a request."""
        handle = super().get_route_handler()
        kind = self._kind()

        async def strictly(request: Request) -> Response:
            if kind:
                _check_kind(request, kind)
            if kind != _JSON:
                return await handle(request)
            read = StrictRequest(request.scope, request.receive)
            await read.json()
            return await handle(read)

        return strictly

    def _kind(self) -> str | None:
        if self.body_field is None:
            return None
        return _FORM if type(self.body_field.field_info).__name__ in {"Form", "File"} else _JSON


def read_json(raw: bytes) -> Any:  # noqa: ANN401  # any JSON
    """Return what a body says. Raises `NotJsonError`, which names what is wrong and repeats nothing of it."""
    if _depth(raw) > DEPTH:
        _refuse("nested too deeply 嵌套过深")
    try:
        text = raw.decode("utf-8")
        read = json.loads(
            text, object_pairs_hook=_object, parse_float=_float, parse_int=_int, parse_constant=_constant
        )
    except UnicodeDecodeError as error:
        _refuse(f"not UTF-8 at byte {error.start} 不是 UTF-8")
    except json.JSONDecodeError as error:
        _refuse(f"{error.msg}, line {error.lineno} column {error.colno}")
    _check_texts(read)
    return read


def _depth(raw: bytes) -> int:
    """Return how deeply brackets are nested outside of texts, before anything recurses into them."""
    deepest = depth = 0
    for found in _OPENING.finditer(raw):
        if found[1]:
            depth += 1
            deepest = max(deepest, depth)
        elif found[2]:
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        _refuse("a key stands twice 键重复")
    _check_texts(list(read))
    return read


def _int(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > _LARGEST:  # noqa: PLR2004  # digits of the largest, and a sign
        _refuse("an integer is too large 整数过大")
    return int(text)


def _float(text: str) -> float:
    read = float(text)
    if read in {float("inf"), float("-inf")}:
        _refuse("a number is too large 数字过大")
    return read


def _constant(_: str) -> NoReturn:
    _refuse("NaN and Infinity are no JSON 不是 JSON 数字")


def _check_texts(read: Any) -> None:  # noqa: ANN401  # any JSON
    if any(_UNSTORABLE.search(text) for text in _texts(read)):
        _refuse("a NUL or a lone surrogate stands in a text 文字中有 NUL 或者孤立代理项")


def _texts(read: Any) -> Iterator[str]:  # noqa: ANN401  # any JSON
    if isinstance(read, str):
        yield read
    elif isinstance(read, list | dict):
        for one in read.values() if isinstance(read, dict) else read:
            yield from _texts(one)


def _refuse(problem: str) -> NoReturn:
    raise NotJsonError(problem) from None


def _check_kind(request: Request, kind: str) -> None:
    given = request.headers.get("content-type", "")
    message = Message()
    message["content-type"] = given
    charset = str(message.get_param("charset", "utf-8")).lower()
    if not given or message.get_content_type() != kind or charset not in {"utf-8", "utf8"}:
        raise MediaTypeError(given[:100] or "-", kind)
