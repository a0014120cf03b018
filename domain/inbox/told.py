"""What an upstream system said: one CloudEvent, as the journal keeps it. Source: CloudEvents 1.0.2, "Context attributes"."""

from typing import Annotated
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import AfterValidator, Field, StringConstraints

from domain.model import Model, storable
from domain.people import PersonalData

_ANYBODY = PersonalData("whatever a system names")

SourceUri = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(storable)]
"""Who says it: a URI reference, one a system."""

EventId = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(storable), _ANYBODY]
"""Unique within its source, for ever."""

EventType = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(storable)]
"""What kind of thing happened: `cn.branch-lifecycle.enterprise.registered.v1`."""

Subject = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(storable), _ANYBODY]
"""About what, in the source's words. Events of one subject keep their order."""

Time = Annotated[str, StringConstraints(max_length=40), AfterValidator(storable)]
"""When it happened, by the source's clock: RFC 3339, as it was written."""

Told = Annotated[str, AfterValidator(storable), _ANYBODY]
"""Any other thing a system says."""


class Extension(Model):
    """An attribute that the specification does not name, as text: `partitionkey`."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,50}$")]
    value: Told


class CloudEvent(Model):
    """
    One event. `data`: canonical JSON; `data_base64`: any other content, canonical base64; neither: it has none.

    `datacontenttype`: absent when the data is plain JSON.
    """

    source: SourceUri
    event_id: EventId
    type: EventType
    subject: Subject | None = None
    time: Time | None = None
    dataschema: SourceUri | None = None
    datacontenttype: Annotated[str, StringConstraints(max_length=200), AfterValidator(storable)] | None = None
    extensions: tuple[Extension, ...] = Field(default=(), max_length=50)
    data: Annotated[str, _ANYBODY] | None = None
    data_base64: Annotated[str, _ANYBODY] | None = None

    @property
    def identity(self) -> UUID:
        """What the event is known by, for ever: made of its source and its id."""
        return uuid5(uuid5(NAMESPACE_URL, self.source), self.event_id)
