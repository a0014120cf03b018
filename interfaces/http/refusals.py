"""What the API refuses by itself, before any rule is asked; sentences in `domain/messages/http.toml`."""

from collections.abc import Sequence

from domain.refusals import DomainError


class NoSuchAddressError(DomainError):
    """Nothing answers at that address."""

    rule = "http.no-such-address"


class MethodError(DomainError):
    """The address takes other methods."""

    rule = "http.method"

    def __init__(self, method: str, possible: Sequence[str]) -> None:
        super().__init__(method=method, possible=possible)


class MediaTypeError(DomainError):
    """The body is of a kind that the address does not take."""

    rule = "http.media-type"

    def __init__(self, given: str, possible: str) -> None:
        super().__init__(given=given, possible=possible)


class NotJsonError(DomainError):
    """The body is not the JSON that every reader understands the same way (RFC 8259, RFC 7493)."""

    rule = "http.not-json"

    def __init__(self, problem: str) -> None:
        super().__init__(problem=problem)


class InvalidError(DomainError):
    """Fields are missing, unknown or not of their kind; each is listed."""

    rule = "http.invalid"

    def __init__(self, count: int) -> None:
        super().__init__(count=count)


class BadRequestError(DomainError):
    """The request itself is not well formed: its line, a header, a form."""

    rule = "http.bad-request"

    def __init__(self, what: str) -> None:
        super().__init__(what=what)


class BodyTooLargeError(DomainError):
    """The body is larger than the address takes. `limit`: bytes."""

    rule = "http.body-too-large"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class BodyTooSlowError(DomainError):
    """The body did not arrive in time. `limit`: seconds."""

    rule = "http.body-too-slow"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class TooSlowError(DomainError):
    """No answer was ready in time; nothing is known of an order's fate. `limit`: seconds."""

    rule = "http.too-slow"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class TooManyRequestsError(DomainError):
    """One client asks too often. `wait`: seconds."""

    rule = "http.too-many-requests"

    def __init__(self, wait: int) -> None:
        super().__init__(wait=wait)


class TooManyAtOnceError(DomainError):
    """Too many orders of one case are on their way."""

    rule = "http.too-many-at-once"

    def __init__(self, stream: str, limit: int) -> None:
        super().__init__(stream=stream, limit=limit)


class UnavailableError(DomainError):
    """An engine is away; nothing is half done. `system`: which."""

    rule = "http.unavailable"

    def __init__(self, system: str) -> None:
        super().__init__(system=system)


class BehindError(DomainError):
    """The ledger has not come to the position that was asked for."""

    rule = "http.ledger-behind"

    def __init__(self, position: int, wanted: int) -> None:
        super().__init__(position=position, wanted=wanted)


class KeyMissingError(DomainError):
    """An order comes without an `Idempotency-Key`."""

    rule = "http.key-missing"


class KeyInvalidError(DomainError):
    """An `Idempotency-Key` of another form. `limit`: characters."""

    rule = "http.key-invalid"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class VersionMissingError(DomainError):
    """A decision comes without the version that was seen."""

    rule = "http.version-missing"

    def __init__(self, command: str) -> None:
        super().__init__(command=command)


class VersionInvalidError(DomainError):
    """`If-Match` names no version, or several."""

    rule = "http.version-invalid"


class CursorError(DomainError):
    """The cursor was not given out for this question, or was changed."""

    rule = "http.cursor"


class NoSuchCaseError(DomainError):
    """The case has no entries."""

    rule = "http.no-such-case"

    def __init__(self, stream: str) -> None:
        super().__init__(stream=stream)


class CalendarElsewhereError(DomainError):
    """A calendar was to be adopted like any document: the deadlines of open cases would stay as they were."""

    rule = "http.calendar-elsewhere"

    def __init__(self, stream: str) -> None:
        super().__init__(stream=stream)


class NoSuchEventError(DomainError):
    """No event has that id, or it came from a system of another's."""

    rule = "http.no-such-event"

    def __init__(self, position: int) -> None:
        super().__init__(position=position)


class NoSuchVersionError(DomainError):
    """The case has not come to that version."""

    rule = "http.no-such-version"

    def __init__(self, stream: str, version: int, last: int) -> None:
        super().__init__(stream=stream, version=version, last=last)


class OrgNeededError(DomainError):
    """Figures are told of one organisation and all below it; this person has several."""

    rule = "http.org-needed"

    def __init__(self, possible: Sequence[str]) -> None:
        super().__init__(possible=possible)


class DefectError(DomainError):
    """Something is wrong with the service; its log says what, under this number."""

    rule = "http.defect"

    def __init__(self, request: str) -> None:
        super().__init__(request=request)


class StatusUnknownError(DomainError):
    """The register has no such status."""

    rule = "http.no-such-status"

    def __init__(self, status: str, known: Sequence[str]) -> None:
        super().__init__(status=status, known=known)


class NoCheckpointError(DomainError):
    """Nothing was signed yet."""

    rule = "http.no-checkpoint"


class NoSuchTileError(DomainError):
    """The tree has no such tile, or not so much of it yet."""

    rule = "http.no-such-tile"

    def __init__(self, level: int, place: str) -> None:
        super().__init__(level=level, place=place)


class SpanTooLongError(DomainError):
    """More entries than are verified while somebody waits."""

    rule = "http.span-too-long"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class NoSuchUploadError(DomainError):
    """Nobody uploaded that, somebody else did, or it was kept no longer."""

    rule = "http.no-such-upload"

    def __init__(self, upload: str) -> None:
        super().__init__(upload=upload)


class AlreadyRunningError(DomainError):
    """The upload is being written at this moment."""

    rule = "http.import-running"

    def __init__(self, upload: str) -> None:
        super().__init__(upload=upload)


class NoSuchPositionError(DomainError):
    """The journal has not come to that position: no answer of this service named it."""

    rule = "http.no-such-position"

    def __init__(self, asked: int, last: int) -> None:
        super().__init__(asked=asked, last=last)
