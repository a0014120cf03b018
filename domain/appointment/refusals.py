"""What an appointment refuses; sentences in `domain/messages/appointment.toml`."""

from collections.abc import Sequence
from datetime import date

from domain.refusals import DomainError


class NotFullMemberError(DomainError):
    """The candidate is no full member. Source: B23."""

    rule = "appointment.not-full-member"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class MembershipTooShortError(DomainError):
    """The candidate has not been a full member long enough. Source: B23."""

    rule = "appointment.membership-too-short"
    policy = "appointment.membership_minimum"

    def __init__(self, person: str, full_since: date, latest: date) -> None:
        super().__init__(person=person, full_since=full_since, latest=latest)


class CircleMissingError(DomainError):
    """It is not told from which circle inside, or from where outside, the candidate comes. Source: S11, S12."""

    rule = "appointment.circle-missing"

    def __init__(self, source: str) -> None:
        super().__init__(source=source)


class ReasonMissingError(DomainError):
    """A candidate from outside needs the reason why nobody inside suits. Source: S12, S13."""

    rule = "appointment.reason-missing"

    def __init__(self, source: str) -> None:
        super().__init__(source=source)


class StandardsIncompleteError(DomainError):
    """Not each of the eight standards is said to be met or not met, once. Source: S10."""

    rule = "appointment.standards-incomplete"

    def __init__(self, standards: Sequence[str]) -> None:
        super().__init__(standards=standards)


class NotAssessedError(DomainError):
    """The candidate has not been assessed."""

    rule = "appointment.not-assessed"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class StandardsNotMetError(DomainError):
    """Too few of the eight standards are met. Source: S10."""

    rule = "appointment.standards-not-met"
    policy = "appointment.standards_minimum"

    def __init__(self, met: int, needed: int) -> None:
        super().__init__(met=met, needed=needed)


class GroundMissingError(DomainError):
    """A negative decision needs its reason."""

    rule = "appointment.ground-missing"

    def __init__(self, command: str) -> None:
        super().__init__(command=command)


class NoticeFirstError(DomainError):
    """The policy asks for a public notice first."""

    rule = "appointment.notice-first"
    policy = "appointment.notice_required"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class NoNoticeNeededError(DomainError):
    """The policy asks for no public notice."""

    rule = "appointment.no-notice-needed"
    policy = "appointment.notice_required"


class ObjectionOpenError(DomainError):
    """An objection is to be decided first."""

    rule = "appointment.objection-open"

    def __init__(self, objections: str) -> None:
        super().__init__(objections=objections)


class NoSuchObjectionError(DomainError):
    """No such objection is open."""

    rule = "appointment.no-such-objection"

    def __init__(self, objection: int, objections: str) -> None:
        super().__init__(objection=objection, objections=objections)


class RecruitedNotElectedError(DomainError):
    """Somebody recruited must be elected before office. Source: S13."""

    rule = "appointment.recruited-not-elected"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class AnotherSeatError(DomainError):
    """The ballots are for another office."""

    rule = "appointment.another-seat"

    def __init__(self, seat: str, office: str) -> None:
        super().__init__(seat=seat, office=office)


class CandidateNotStandingError(DomainError):
    """The candidate does not stand on the ballot."""

    rule = "appointment.candidate-not-standing"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class WrongDayError(DomainError):
    """The day lies after the act, or before what it follows."""

    rule = "appointment.wrong-day"

    def __init__(self, day: date, earliest: date, latest: date) -> None:
        super().__init__(day=day, earliest=earliest, latest=latest)
