"""A sealed entry as others are told of it: one CloudEvent, structured, JSON. Source: CloudEvents 1.0."""

import base64
import json
from datetime import datetime

from journal.entry import StoredEntry, moment
from journal.merkle import leaf_hash

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"

_EVENT = (
    b'{"data":{"entry":%(entry)b,"leaf":%(leaf)b,"origin":%(origin)b,"position":%(position)d},'
    b'"datacontenttype":"application/json","id":%(id)b,"source":%(origin)b,"specversion":"1.0",'
    b'"subject":%(subject)b,"time":%(time)b,"type":%(type)b}'
)


def told(entry: StoredEntry, origin: str) -> bytes:
    """
    Return the event that tells of an entry, as canonical JSON (RFC 8785).

    `data.entry`: the entry in the very bytes that were sealed; `data.position`: its place, from 1, in the log called
    `data.origin`; `data.leaf`: the hash of its leaf (RFC 6962, base64). The log's checkpoint and tiles prove that it
    stands there: the leaf's index is the position less one.
    """
    return _EVENT % {
        b"entry": entry.body,
        b"leaf": _text(base64.b64encode(leaf_hash(entry.body)).decode()),
        b"origin": _text(origin),
        b"position": entry.position,
        b"id": _text(str(entry.id)),
        b"subject": _text(entry.stream),
        b"time": _text(moment(entry.recorded_at)),
        b"type": _text(entry.kind),
    }


def told_as_test(message_id: str, at: datetime, subscriber: str, origin: str) -> bytes:
    """Return an event that tells of nothing: whoever runs the service tries whether a subscriber takes it."""
    event = {
        "data": {"subscriber": subscriber},
        "datacontenttype": "application/json",
        "id": message_id,
        "source": origin,
        "specversion": "1.0",
        "subject": f"subscription/{subscriber}",
        "time": moment(at),
        "type": "subscription.test.v1",
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def _text(value: str) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
