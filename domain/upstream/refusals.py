"""Why an event of another system leads nowhere; sentences in `domain/messages/upstream.toml`."""

from collections.abc import Sequence
from datetime import date

from domain.refusals import DomainError


class UnknownTypeError(DomainError):
    """No event type has that name."""

    rule = "upstream.unknown-type"

    def __init__(self, given: str, known: Sequence[str]) -> None:
        super().__init__(given=given, known=known)


class WrongDataError(DomainError):
    """
    The data is not what the event type takes.

    `path`: the first wrong field, dotted; what stands there is not told, since it may name a person.
    """

    rule = "upstream.wrong-data"

    def __init__(self, event: str, path: str, problem: str) -> None:
        super().__init__(event=event, path=path, problem=problem)


class UnknownEnterpriseError(DomainError):
    """No register told of an enterprise with that code yet; registering it comes first."""

    rule = "upstream.unknown-enterprise"

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class NoPlaceError(DomainError):
    """An enterprise is registered for the first time, and nobody says in whose area it lies."""

    rule = "upstream.no-place"

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class NobodyTakesItError(DomainError):
    """Nothing that is known takes such an event; its sentence says what would."""

    rule = "upstream.nobody-takes-it"

    def __init__(self, event: str, about: str) -> None:
        super().__init__(event=event, about=about)


class OlderError(DomainError):
    """What is told was so on a day before that of what stands; it undoes nothing."""

    rule = "upstream.older"

    def __init__(self, stream: str, told: date, stands: date) -> None:
        super().__init__(stream=stream, told=told, stands=stands)
