"""What an event is refused for that was proved to be somebody's. Rules: `upstream.…`."""

from domain.refusals import DomainError


class FormatError(DomainError):
    """The message is in no form that a CloudEvent has over HTTP."""

    rule = "upstream.format"

    def __init__(self, given: str, accepted: str) -> None:
        super().__init__(given=given, accepted=accepted)


class NotJsonError(DomainError):
    """What should be JSON is none, or readers would not agree on what it says. `reason`: what, and where."""

    rule = "upstream.not-json"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class AttributeRefusedError(DomainError):
    """An attribute is missing, said twice, or not of its form. `accepted`: what would be."""

    rule = "upstream.attribute"

    def __init__(self, attribute: str, accepted: str) -> None:
        super().__init__(attribute=attribute, accepted=accepted)


class UnboundAttributesError(DomainError):
    """In binary mode nothing signed covers the attributes: `webhook-id` is not their digest."""

    rule = "upstream.attributes-unsigned"

    def __init__(self, expected: str) -> None:
        super().__init__(expected=expected)


class BatchTooLongError(DomainError):
    """More events in one batch than are taken at once."""

    rule = "upstream.batch-too-long"

    def __init__(self, events: int, limit: int) -> None:
        super().__init__(events=events, limit=limit)


class TooLargeError(DomainError):
    """An event that does not fit into an entry. `size`: bytes of that entry."""

    rule = "upstream.too-large"

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(size=size, limit=limit)


class ForeignSourceError(DomainError):
    """The key is one system's, the event says it is from somebody else."""

    rule = "upstream.source-foreign"

    def __init__(self, system: str, given: str, own: str) -> None:
        super().__init__(system=system, given=given, own=own)


class NotGrantedError(DomainError):
    """No roster gives the system an office that signals events."""

    rule = "upstream.not-granted"

    def __init__(self, system: str) -> None:
        super().__init__(system=system)


class IdReusedError(DomainError):
    """An event with this identity came before, and said something else."""

    rule = "upstream.id-reused"

    def __init__(self, source: str, event_id: str, position: int) -> None:
        super().__init__(source=source, event_id=event_id, position=position)
