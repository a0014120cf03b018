"""What a message from outside is refused for before it is an event. Rules: `upstream.…`."""

from datetime import datetime

from domain.refusals import DomainError


class KeyInvalidError(DomainError):
    """A text that should be a key is none. `expected`: the prefix of what it was taken for."""

    rule = "upstream.key-invalid"

    def __init__(self, expected: str) -> None:
        super().__init__(expected=expected)


class SignatureMissingError(DomainError):
    """A header of the signature is not there, or more than once."""

    rule = "upstream.signature-missing"

    def __init__(self, header: str) -> None:
        super().__init__(header=header)


class SignatureMalformedError(DomainError):
    """A header of the signature does not read as it must. `accepted`: how it would."""

    rule = "upstream.signature-malformed"

    def __init__(self, header: str, accepted: str) -> None:
        super().__init__(header=header, accepted=accepted)


class SignatureStaleError(DomainError):
    """The message was signed too long ago, or in the future: it may be a replay, or a clock is wrong."""

    rule = "upstream.signature-stale"

    def __init__(self, signed_at: datetime, now: datetime, seconds: int) -> None:
        super().__init__(signed_at=signed_at.isoformat(), now=now.isoformat(), seconds=seconds)


class SignatureWrongError(DomainError):
    """No signature is one of a known key over these very bytes."""

    rule = "upstream.signature-wrong"


class KeyEndedError(DomainError):
    """The signature is right, but by a key that was rotated out."""

    rule = "upstream.key-ended"

    def __init__(self, ended_at: datetime) -> None:
        super().__init__(ended_at=ended_at.isoformat())


class AddressRefusedError(DomainError):
    """Messages are not sent there. `why`: what of the URL is wrong, or `private` for an address others cannot reach."""

    rule = "subscriber.address"

    def __init__(self, why: str) -> None:
        super().__init__(why=why)


class NotReachedError(DomainError):
    """Nobody took a message. `why`: `name`, `connection`, `time`, or the status of the answer."""

    rule = "subscriber.not-reached"

    def __init__(self, why: str) -> None:
        super().__init__(why=why)


class SubscribersInvalidError(DomainError):
    """The subscribers' file does not read as it must. `where`: the field, `what`: what is wrong with it."""

    rule = "subscriber.file-invalid"

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where=where, what=what)


class SubscribersExposedError(DomainError):
    """Others may read the subscribers' file, in which keys stand."""

    rule = "subscriber.file-exposed"

    def __init__(self, path: str, mode: int) -> None:
        super().__init__(path=path, mode=f"{mode:04o}")


class SubscriberUnknownError(DomainError):
    """The subscribers' file names nobody of that id."""

    rule = "subscriber.unknown"

    def __init__(self, subscriber: str, known: str) -> None:
        super().__init__(subscriber=subscriber, known=known)


class SubscriberKnownError(DomainError):
    """The subscribers' file names somebody of that id already."""

    rule = "subscriber.known"

    def __init__(self, subscriber: str) -> None:
        super().__init__(subscriber=subscriber)
