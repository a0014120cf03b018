"""A system that sends events, as a real one would: with the SDK's words, and the standard's signatures."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from access.webhooks.headers import Headers
from access.webhooks.keys import signing_key
from access.webhooks.signatures import sign
from infra.ids import new_id
from interfaces.upstream.cloudevents import BATCH, STRUCTURED

SYSTEM = "s-market"
"""As the example roster has it: an upstream system of the county."""


class Sent(NamedTuple):
    """A message on its way."""

    headers: Headers
    body: bytes


class System(NamedTuple):
    """Whoever has a key."""

    source: str
    key: str

    def event(self, **more: Any) -> dict[str, Any]:
        """Make an event with an id of its own."""
        made = {"specversion": "1.0", "id": f"e-{new_id()}", "source": self.source, "type": "test.nothing.v1"}
        return made | more

    def send(self, event: object, at: datetime, content_type: str = STRUCTURED) -> Sent:
        """Sign what is sent."""
        body = json.dumps(event, ensure_ascii=False).encode()
        return Sent([("content-type", content_type), *self.signed(body, at)], body)

    def batch(self, events: Sequence[object], at: datetime) -> Sent:
        """Sign a batch."""
        return self.send(events, at, BATCH)

    def signed(self, body: bytes, at: datetime, message_id: str | None = None) -> Headers:
        """Return the headers of a signature."""
        return sign(message_id or f"m-{new_id()}", at, body, [signing_key(self.key)])
