"""What follows from an answer, as OpenAPI links: programs find the way from a case to its story, its orders, its proof."""

from typing import Any, NamedTuple

_STREAM = {"stream": "$response.body#/stream"}
_NUMBER = {"number": "$response.body#/id"}


class _Link(NamedTuple):
    """To another operation, with parameters of it that the answer tells."""

    to: str
    parameters: dict[str, str]
    description: str


_SEEN = {"if-match": "$response.header.etag"}
_OF_CASE = (
    _Link("process", _STREAM, "现状 the case as it stands"),
    _Link(
        "timeline", _STREAM | {"at_least": "$response.body#/position"}, "经过 its story, this order included"
    ),
    _Link("commands", _STREAM, "现在可以办什么 what can be ordered now"),
    _Link("order", _STREAM | _SEEN, "办理 order something, on the version that was seen"),
)
_OF_READING = (
    _Link("at", _STREAM | {"version": "$response.body#/version"}, "这一版 this version, for ever"),
    _Link("replay", _STREAM | {"version": "$response.body#/version"}, "重放 for auditors"),
    _Link("proof", _STREAM | {"version": "$response.body#/version"}, "证明 for auditors"),
    _Link("order", _STREAM | _SEEN, "办理 order something, on the version that was seen"),
)
_OF_UPLOAD = (
    _Link("commit", _NUMBER, "写入 write what was looked through"),
    _Link("progress", _NUMBER, "导入情况 how far it is"),
    _Link("events", _NUMBER, "导入进度 how far it is, as it goes on"),
)


def links_of(operation: str) -> dict[str, Any]:
    """Return the links of an operation's good answer."""
    found: tuple[_Link, ...]
    if operation.startswith("open_") or operation == "order":
        found = _OF_CASE
    elif operation == "process":
        found = _OF_READING
    else:
        found = _OF_UPLOAD if operation == "upload" else ()
    return {
        one.to: {"operationId": one.to, "parameters": one.parameters, "description": one.description}
        for one in found
    }
