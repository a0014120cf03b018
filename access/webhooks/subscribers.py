"""Who is told of entries, and of which: one `[[subscriber]]` each in a file that only its owner may read."""

import json
import tomllib
from collections.abc import Collection
from typing import Annotated, Self

from pydantic import ConfigDict, Field, SecretStr, StringConstraints, ValidationError, model_validator

from access.webhooks.addresses import check_address
from access.webhooks.keys import SigningKey, signing_key
from access.webhooks.refusals import SubscribersInvalidError, SubscriberUnknownError
from domain.model import Identifier, Model
from domain.orders import OrgId
from domain.refusals import DomainError

KindPrefix = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*$", max_length=100)]
"""A kind (`filing.acknowledged.v1`), or what kinds begin with, whole words (`filing`)."""


class Subscriber(Model):
    """
    Somebody who is told of sealed entries.

    `keys`: sign what is sent, `whsec_…` or `whsk_…`; more than one while a key is rotated. `kinds`, `orgs`: which entries,
    of those organisations and all below them; none = all. `since`: the position behind which telling begins.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: Identifier
    url: Annotated[str, StringConstraints(max_length=2000)]
    keys: Annotated[tuple[SecretStr, ...], Field(min_length=1, max_length=3)]
    kinds: Annotated[tuple[KindPrefix, ...], Field(max_length=100)] = ()
    orgs: Annotated[tuple[OrgId, ...], Field(max_length=100)] = ()
    since: Annotated[int, Field(ge=0)] = 0
    paused: bool = False

    @model_validator(mode="after")
    def _usable(self) -> Self:
        try:
            check_address(self.url)
            self.signing_keys()
        except DomainError as wrong:
            raise ValueError(str(wrong)) from None
        return self

    def signing_keys(self) -> list[SigningKey]:
        """Return what signs."""
        return [signing_key(one.get_secret_value()) for one in self.keys]

    def asks_for(self, kind: str) -> bool:
        """Whether entries of a kind are told."""
        return not self.kinds or any(kind == one or kind.startswith(f"{one}.") for one in self.kinds)

    def lies_in(self, path: Collection[OrgId]) -> bool:
        """Whether an organisation is asked for; `path`: it and all above it."""
        return not self.orgs or not set(self.orgs).isdisjoint(path)


class Subscribers(Model):
    """All of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    subscriber: tuple[Subscriber, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({one.id for one in self.subscriber}) < len(self.subscriber):
            message = "an id stands once"
            raise ValueError(message)
        return self

    def find(self, subscriber: str) -> Subscriber | None:
        """Return a subscriber by id, or None."""
        return next((one for one in self.subscriber if one.id == subscriber), None)

    def known(self, subscriber: str) -> Subscriber:
        """Return a subscriber by id. Raises `SubscriberUnknownError`."""
        found = self.find(subscriber)
        if found is None:
            raise SubscriberUnknownError(subscriber, ", ".join(one.id for one in self.subscriber) or "-")
        return found

    def with_one(self, changed: Subscriber) -> "Subscribers":
        """Return them with one in the place of whoever had its id, or behind the last."""
        if self.find(changed.id) is None:
            return Subscribers(subscriber=(*self.subscriber, changed))
        return Subscribers(
            subscriber=tuple(changed if one.id == changed.id else one for one in self.subscriber)
        )


_TOML = "TOML"


def parse(text: str) -> Subscribers:
    """Read a file's text. Raises `SubscribersInvalidError`, which repeats nothing of what may be a key."""
    try:
        return Subscribers.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SubscribersInvalidError(_TOML, str(error)) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "-"
        raise SubscribersInvalidError(where, first["msg"]) from None


def written(subscribers: Subscribers) -> str:
    """Return the text of a file; `parse` reads it again."""
    return "\n".join([_HEAD, *(_written(one) for one in subscribers.subscriber)])


_HEAD = """\
# 订阅方 who is told of sealed entries: branchctl subscriber …; comments are not kept when it writes
"""


def _written(one: Subscriber) -> str:
    fields = one.model_dump(mode="json") | {"keys": [key.get_secret_value() for key in one.keys]}
    lines = (f"{name} = {json.dumps(value, ensure_ascii=True)}" for name, value in fields.items())
    return "\n".join(["[[subscriber]]", *lines, ""])
