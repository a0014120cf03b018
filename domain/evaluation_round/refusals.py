"""What a round can be refused for; sentences in `domain/messages/evaluation_round.toml`."""

from datetime import date

from domain.refusals import DomainError


class EnrolledTwiceError(DomainError):
    """A branch takes part once."""

    rule = "round.enrolled-twice"

    def __init__(self, branch: str) -> None:
        super().__init__(branch=branch)


class FoundedLaterError(DomainError):
    """A branch founded after the evaluated year is not evaluated for it."""

    rule = "round.founded-later"

    def __init__(self, branch: str, founded_on: date, year: int) -> None:
        super().__init__(branch=branch, founded_on=founded_on, year=year)


class NotAwaitedError(DomainError):
    """No round of that organisation is awaited."""

    rule = "round.not-awaited"

    def __init__(self, org: str, awaited: str) -> None:
        super().__init__(org=org, awaited=awaited)


class NotEnrolledError(DomainError):
    """The branch does not take part."""

    rule = "round.not-enrolled"

    def __init__(self, branch: str) -> None:
        super().__init__(branch=branch)


class PromotionNotExceptedError(DomainError):
    """The exception is not granted as the scheme's rule asks for it."""

    rule = "round.promotion-not-excepted"

    def __init__(self, branch: str, strength: str) -> None:
        super().__init__(branch=branch, strength=strength)


class MeetingNeededError(DomainError):
    """A tie is decided by the round meeting, on record."""

    rule = "round.meeting-needed"


class NotATieError(DomainError):
    """The order does not name exactly the branches of one undecided tie."""

    rule = "round.not-a-tie"

    def __init__(self, given: str, ties: str) -> None:
        super().__init__(given=given, ties=ties)


class NothingToAwardError(DomainError):
    """No star can be awarded yet: the notice runs, or an objection could still change the result."""

    rule = "round.nothing-to-award"
    policy = "evaluation.notice"

    def __init__(self, until: date | None, objections: int) -> None:
        super().__init__(until=until, objections=objections)


class QuotaExceededError(DomainError):
    """The quota has no place left for that star."""

    rule = "round.quota-exceeded"

    def __init__(self, star: int, places: int) -> None:
        super().__init__(star=star, places=places)
