"""What is refused in every case; sentences in `domain/messages/matter.toml`."""

from collections.abc import Sequence
from datetime import date

from domain.refusals import DomainError


class SamePersonError(DomainError):
    """Four eyes: a decider of one step may not decide the other (经办审核分离)."""

    rule = "matter.same-person"

    def __init__(self, person: str, earlier: str) -> None:
        super().__init__(person=person, earlier=earlier)


class SelfDecisionError(DomainError):
    """Nobody decides about himself (回避)."""

    rule = "matter.self-decision"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class NotNowError(DomainError):
    """The step is not possible in the state the case is in."""

    rule = "matter.not-now"

    def __init__(self, command: str, status: str, possible: Sequence[str]) -> None:
        super().__init__(command=command, status=status, possible=possible)


class ClosedError(DomainError):
    """The case is closed; only records can be corrected."""

    rule = "matter.closed"

    def __init__(self, command: str) -> None:
        super().__init__(command=command)


class ActedInFutureError(DomainError):
    """The date on the paper lies after today."""

    rule = "matter.acted-in-future"

    def __init__(self, acted_on: date, today: date) -> None:
        super().__init__(acted_on=acted_on, today=today)


class ActedBeforeError(DomainError):
    """The date on the paper lies before the act that came before."""

    rule = "matter.acted-before"

    def __init__(self, acted_on: date, last: date) -> None:
        super().__init__(acted_on=acted_on, last=last)


class NoSuchTaskError(DomainError):
    """Nothing of that name waits."""

    rule = "matter.no-such-task"

    def __init__(self, action: str, waiting: Sequence[str]) -> None:
        super().__init__(action=action, waiting=waiting)


class NotAssigneeError(DomainError):
    """The step was given to another person."""

    rule = "matter.not-assignee"

    def __init__(self, person: str, assignee: str) -> None:
        super().__init__(person=person, assignee=assignee)


class DelegationOverError(DomainError):
    """A delegation whose last day is over already."""

    rule = "matter.delegation-over"

    def __init__(self, until: date, today: date) -> None:
        super().__init__(until=until, today=today)


class ExtensionTooLongError(DomainError):
    """More time than the policy lets the superior give, all extensions together (延期上限)."""

    rule = "matter.extension-too-long"
    policy = "shared.extension_limit"

    def __init__(self, asked: int, limit: int) -> None:
        super().__init__(asked=asked, limit=limit)


class SuspendedError(DomainError):
    """The case rests; the superior decides first how it goes on."""

    rule = "matter.suspended"

    def __init__(self, command: str, since: date) -> None:
        super().__init__(command=command, since=since)


class NotSuspendedError(DomainError):
    """The case does not rest."""

    rule = "matter.not-suspended"


class NoSuchEntryError(DomainError):
    """The stream has no correctable entry at that version."""

    rule = "matter.no-such-entry"

    def __init__(self, version: int, last: int) -> None:
        super().__init__(version=version, last=last)


class WrongWasError(DomainError):
    """The entry does not say what the correction claims it says."""

    rule = "matter.wrong-was"

    def __init__(self, field: str, recorded: str, claimed: str) -> None:
        super().__init__(field=field, recorded=recorded, claimed=claimed)


class NoSuchFieldError(DomainError):
    """The entry has no such field, or the field cannot hold the value."""

    rule = "matter.no-such-field"

    def __init__(self, field: str, kind: str) -> None:
        super().__init__(field=field, kind=kind)


class NoSuchConsequenceError(DomainError):
    """No keep-or-undo decision waits for that entry."""

    rule = "matter.no-such-consequence"

    def __init__(self, stream: str, version: int) -> None:
        super().__init__(stream=stream, version=version)


class StaleError(DomainError):
    """Somebody acted in between: the case is newer than what the sender saw."""

    rule = "matter.stale"

    def __init__(self, expected: int, actual: int) -> None:
        super().__init__(expected=expected, actual=actual)
