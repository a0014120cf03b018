"""Headers in the API's description: what an order must bring, and what answers tell beside their bodies."""

from typing import Any

from interfaces.http.conditions import KEY_LIMIT

_KEY, _MATCH = "idempotency-key", "if-match"
_TAG = r'^"(0|[1-9]\d{0,8})"$'
_SCHEMAS: dict[str, Any] = {
    _KEY: {"type": "string", "minLength": 1, "maxLength": KEY_LIMIT, "pattern": "^[!-~]+$"},
    _MATCH: {"type": "string", "pattern": _TAG},
}
_ETAG = {
    "etag": {
        "description": "版本 the version",
        "required": True,
        "schema": {"type": "string", "pattern": _TAG},
    }
}
_LOCATION = {
    "location": {
        "description": "地址 where it is",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    }
}
_TOLD: dict[str, Any] = {
    "order": _ETAG,
    "process": _ETAG,
    "upload": _LOCATION,
}
PROBLEM_HEADERS: dict[int, Any] = {
    401: {
        "www-authenticate": {
            "description": "要求 what is asked for",
            "required": True,
            "schema": {"type": "string"},
        }
    },
    405: {
        "allow": {
            "description": "可用的方法 methods that are taken",
            "required": True,
            "schema": {"type": "string"},
        }
    },
    429: {
        "retry-after": {
            "description": "秒 seconds",
            "required": True,
            "schema": {"type": "integer", "minimum": 1},
        }
    },
    503: {"retry-after": {"description": "秒 seconds", "schema": {"type": "integer", "minimum": 1}}},
}
"""What problems of a status tell beside their documents."""


def describe_order_headers(operation: dict[str, Any]) -> None:
    """
    Say of an order that its id is required, and of which form its headers are.

    They are no fields that FastAPI checks: what is missing or malformed has problem types of its own.
    """
    for parameter in operation["parameters"]:
        if parameter["in"] == "header" and parameter["name"] in _SCHEMAS:
            parameter["schema"] = _SCHEMAS[parameter["name"]]
            parameter["required"] = parameter["name"] == _KEY


def headers_of(operation: str) -> dict[str, Any]:
    """Return the headers of an operation's good answer."""
    return _ETAG | _LOCATION if operation.startswith("open_") else _TOLD.get(operation, {})
