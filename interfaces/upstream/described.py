"""What `POST /v1/events` takes, for the OpenAPI document: the event types of the catalogue, and any other event."""

from collections.abc import Mapping
from typing import Any, cast

from domain.titles import Title
from domain.upstream.data import UpstreamData
from domain.upstream.routing import EVENT_TYPES
from interfaces.upstream.cloudevents import BATCH, STRUCTURED

_SOURCE = "urn:example:market-regulator"
_TEXT = {"type": "string", "minLength": 1}
_ATTRIBUTES = {
    "specversion": {"const": "1.0"},
    "id": _TEXT | {"maxLength": 200, "description": "同一来源内永不重复 unique within its source, for ever"},
    "source": _TEXT | {"maxLength": 500, "description": "已登记的来源 as it is registered with the key"},
    "subject": _TEXT
    | {"maxLength": 500, "description": "同一对象的事件按顺序办理 events of one subject keep their order"},
    "time": {"type": "string", "format": "date-time"},
    "datacontenttype": _TEXT,
    "dataschema": {"type": "string", "format": "uri"},
}
_SIGNATURE = (
    (
        "webhook-id",
        "报文编号；二进制方式下为事件属性的摘要 id of the message; in binary mode the digest of the attributes",
    ),
    ("webhook-timestamp", "签名时间（Unix 秒）when it was signed, seconds since 1970"),
    ("webhook-signature", "v1,<HMAC-SHA256> 或 or v1a,<Ed25519>，以空格分隔 separated by blanks"),
)


def request_body() -> dict[str, Any]:
    """Return the description of the request: the body, and the headers that sign it."""
    one = {"oneOf": [*map(_known, EVENT_TYPES.values()), _any_other()]}
    content = {
        STRUCTURED: {"schema": one, "examples": dict(map(_example, EVENT_TYPES.values()))},
        BATCH: {"schema": {"type": "array", "maxItems": 100, "items": _any()}},
        "application/json": {"schema": {"title": "binary mode: data; attributes as ce-* headers"}},
    }
    parameters = [
        {"in": "header", "name": name, "required": True, "description": told, "schema": {"type": "string"}}
        for name, told in _SIGNATURE
    ]
    return {"requestBody": {"required": True, "content": content}, "parameters": parameters}


def data_schema(event: type[UpstreamData]) -> dict[str, Any]:
    """Return the JSON Schema of the data of a type, whole: nothing in it refers to anything outside."""
    schema = event.model_json_schema()
    whole: dict[str, Any] = _inlined(schema, schema.pop("$defs", {}))
    return whole


def _known(event: type[UpstreamData]) -> dict[str, Any]:
    title = _title(event)
    return _object({"type": {"const": event.type}, "data": data_schema(event)}) | {
        "title": event.type,
        "description": f"{title.zh} {title.en}",
    }


def _any() -> dict[str, Any]:
    return _object({"type": _TEXT | {"maxLength": 200}, "data": {}, "data_base64": {"type": "string"}})


def _any_other() -> dict[str, Any]:
    """Return the schema of an event nobody understands: it is kept, and shown to an administrator."""
    other = _any()
    other["properties"]["type"] |= {"not": {"enum": list(EVENT_TYPES)}}
    return other | {"title": "any other event"}


def _object(own: Mapping[str, Any]) -> dict[str, Any]:
    required = ["specversion", "id", "source", "type"]
    return {"type": "object", "required": required, "properties": {**_ATTRIBUTES, **own}}


def _example(event: type[UpstreamData]) -> tuple[str, dict[str, Any]]:
    data: Any = cast("Any", event.model_config["json_schema_extra"])["examples"][0]
    told = {
        "specversion": "1.0",
        "id": "2026-000017",
        "source": _SOURCE,
        "type": event.type,
        "subject": event.model_validate(data).subject,
        "time": "2026-05-18T09:30:00+08:00",
        "data": data,
    }
    title = _title(event)
    return event.type, {"summary": f"{title.zh} {title.en}", "value": told}


def _title(event: type[UpstreamData]) -> Title:
    first = (event.__doc__ or "").strip().partition("\n")[0]
    zh, _, en = first.partition(": ")
    return Title(zh, en)


def _inlined(part: Any, named: Mapping[str, Any]) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(part, dict):
        if "$ref" in part:
            beside = {name: value for name, value in part.items() if name != "$ref"}
            return _inlined(named[part["$ref"].rpartition("/")[2]] | beside, named)
        return {name: _inlined(value, named) for name, value in part.items()}
    return [_inlined(one, named) for one in part] if isinstance(part, list) else part
