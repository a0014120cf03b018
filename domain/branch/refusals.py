"""What a branch refuses; sentences in `domain/messages/branch.toml`."""

from datetime import date

from domain.refusals import DomainError


class UnlistedFactError(DomainError):
    """A fact is neither told nor listed as unknown."""

    rule = "branch.unlisted-fact"

    def __init__(self, fact: str) -> None:
        super().__init__(fact=fact)


class KnownFactError(DomainError):
    """A fact is told and listed as unknown, or completed although it was known."""

    rule = "branch.known-fact"

    def __init__(self, fact: str) -> None:
        super().__init__(fact=fact)


class UnknownEnterpriseError(DomainError):
    """The enterprise is none of the branch's."""

    rule = "branch.unknown-enterprise"

    def __init__(self, enterprise: str, enterprises: str) -> None:
        super().__init__(enterprise=enterprise, enterprises=enterprises)


class MemberMissingError(DomainError):
    """A change that concerns a member does not say whom."""

    rule = "branch.member-missing"

    def __init__(self, change: str) -> None:
        super().__init__(change=change)


class ContradictoryCountError(DomainError):
    """The count went the other way than the change can take it."""

    rule = "branch.contradictory-count"

    def __init__(self, change: str, before: int, counted: int) -> None:
        super().__init__(change=change, before=before, counted=counted)


class HostNotLivingError(DomainError):
    """The host of an affiliation is no living branch."""

    rule = "branch.host-not-living"

    def __init__(self, host: str, status: str) -> None:
        super().__init__(host=host, status=status)


class HostElsewhereError(DomainError):
    """The host of an affiliation lies with another organisation than is said."""

    rule = "branch.host-elsewhere"

    def __init__(self, org: str, given: str) -> None:
        super().__init__(org=org, given=given)


class NoAdmissionError(DomainError):
    """A temporary branch admits no members. Source: B8."""

    rule = "branch.no-admission"

    def __init__(self, change: str) -> None:
        super().__init__(change=change)


class NoSuchThresholdError(DomainError):
    """No decision about that threshold waits."""

    rule = "branch.no-such-threshold"

    def __init__(self, threshold: int, open_ones: str) -> None:
        super().__init__(threshold=threshold, open_ones=open_ones)


class NoOfficeQuestionError(DomainError):
    """Nobody asks whether an office is kept."""

    rule = "branch.no-office-question"


class NotVacantError(DomainError):
    """The office is held, and the ground does not say how it was lost."""

    rule = "branch.not-vacant"

    def __init__(self, office: str, ground: str) -> None:
        super().__init__(office=office, ground=ground)


class GroundDoesNotHoldError(DomainError):
    """The term has not ended, or no full-time deputy is due."""

    rule = "branch.ground-does-not-hold"

    def __init__(self, ground: str, office: str) -> None:
        super().__init__(ground=ground, office=office)


class NoDeputyDueError(DomainError):
    """No full-time deputy is due, so none can be excused."""

    rule = "branch.no-deputy-due"


class NoTermError(DomainError):
    """The branch has no term of office: it is temporary, or the term is not known."""

    rule = "branch.no-term"


class TermShiftTooLongError(DomainError):
    """The term would end too far from its agreed end (提前或者延期上限). Source: E3."""

    rule = "branch.term-shift-too-long"
    policy = "branch.term_shift_maximum"

    def __init__(self, ends_on: date, agreed: date, limit: int) -> None:
        super().__init__(ends_on=ends_on, agreed=agreed, limit=limit)


class TermShiftIntoPastError(DomainError):
    """The term would have ended already."""

    rule = "branch.term-shift-into-past"

    def __init__(self, ends_on: date, today: date) -> None:
        super().__init__(ends_on=ends_on, today=today)


class ReelectionTooEarlyError(DomainError):
    """The election was held long before the term ends, and the superior did not advance it."""

    rule = "branch.reelection-too-early"
    policy = "branch.reelection_reminder"

    def __init__(self, held_on: date, ends_on: date, earliest: date) -> None:
        super().__init__(held_on=held_on, ends_on=ends_on, earliest=earliest)


class HeldAfterActError(DomainError):
    """The meeting is dated after the act that records it."""

    rule = "branch.held-after-act"

    def __init__(self, held_on: date, acted_on: date) -> None:
        super().__init__(held_on=held_on, acted_on=acted_on)


class VoteTwiceError(DomainError):
    """A seat is voted on in two votes."""

    rule = "branch.vote-twice"

    def __init__(self, seat: str) -> None:
        super().__init__(seat=seat)


class SecretaryVoteMissingError(DomainError):
    """No vote for a secretary is recorded."""

    rule = "branch.secretary-vote-missing"


class UnnamedElectedError(DomainError):
    """Somebody was elected who is not named."""

    rule = "branch.unnamed-elected"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class ResultPendingError(DomainError):
    """A result waits for the superior."""

    rule = "branch.result-pending"

    def __init__(self, held_on: date) -> None:
        super().__init__(held_on=held_on)


class NoSecretaryError(DomainError):
    """The branch has no secretary, or it is somebody else."""

    rule = "branch.no-secretary"


class YearNotReportedError(DomainError):
    """The secretary has not reported on that year. Source: S16."""

    rule = "branch.year-not-reported"

    def __init__(self, year: int) -> None:
        super().__init__(year=year)


class YearGradedError(DomainError):
    """That year, or a later one, was graded."""

    rule = "branch.year-graded"

    def __init__(self, year: int, graded: int) -> None:
        super().__init__(year=year, graded=graded)


class YearAheadError(DomainError):
    """The year has not come."""

    rule = "branch.year-ahead"

    def __init__(self, year: int, this: int) -> None:
        super().__init__(year=year, this=this)


class TooFewForModeError(DomainError):
    """Too few members for the mode."""

    rule = "branch.too-few-for-mode"
    policy = "establishment.independent_minimum"

    def __init__(self, mode: str, counted: int, needed: int) -> None:
        super().__init__(mode=mode, counted=counted, needed=needed)


class WrongPartnersError(DomainError):
    """The mode does not fit the number of enterprises."""

    rule = "branch.wrong-partners"

    def __init__(self, mode: str, partners: int) -> None:
        super().__init__(mode=mode, partners=partners)


class TooManyPartnersError(DomainError):
    """A joint branch would have too many enterprises."""

    rule = "branch.too-many-partners"
    policy = "establishment.joint_partners_maximum"

    def __init__(self, partners: int, limit: int) -> None:
        super().__init__(partners=partners, limit=limit)


class MergeIntoItselfError(DomainError):
    """A branch cannot go into itself."""

    rule = "branch.merge-into-itself"

    def __init__(self, branch: str) -> None:
        super().__init__(branch=branch)


class DestinationsMismatchError(DomainError):
    """The members who go elsewhere are not all, or more than there are."""

    rule = "branch.destinations-mismatch"

    def __init__(self, going: int, counted: int) -> None:
        super().__init__(going=going, counted=counted)
