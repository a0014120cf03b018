"""What an establishment can be refused for; sentences in `domain/messages/establishment.toml`."""

from collections.abc import Sequence
from datetime import date

from domain.refusals import DomainError


class MissingFieldError(DomainError):
    """The mode needs something that the application does not tell."""

    rule = "establishment.missing-field"

    def __init__(self, mode: str, field: str) -> None:
        super().__init__(mode=mode, field=field)


class NeedlessFieldError(DomainError):
    """The application tells something that the mode does not have."""

    rule = "establishment.needless-field"

    def __init__(self, mode: str, field: str) -> None:
        super().__init__(mode=mode, field=field)


class EnterpriseTwiceError(DomainError):
    """An enterprise is named twice in one application."""

    rule = "establishment.enterprise-twice"

    def __init__(self, enterprise: str) -> None:
        super().__init__(enterprise=enterprise)


class OneEnterpriseError(DomainError):
    """The mode is for one enterprise alone."""

    rule = "establishment.one-enterprise"

    def __init__(self, mode: str, enterprises: int) -> None:
        super().__init__(mode=mode, enterprises=enterprises)


class TooFewPartnersError(DomainError):
    """A joint organisation has at least so many enterprises."""

    rule = "establishment.too-few-partners"
    policy = "establishment.joint_partners_minimum"

    def __init__(self, partners: int, needed: int) -> None:
        super().__init__(partners=partners, needed=needed)


class TooManyPartnersError(DomainError):
    """A joint organisation has at most so many enterprises."""

    rule = "establishment.too-many-partners"
    policy = "establishment.joint_partners_maximum"

    def __init__(self, partners: int, limit: int) -> None:
        super().__init__(partners=partners, limit=limit)


class TooFewMembersError(DomainError):
    """Fewer counted members than an organisation of its own needs."""

    rule = "establishment.too-few-members"
    policy = "establishment.independent_minimum"

    def __init__(self, counted: int, needed: int) -> None:
        super().__init__(counted=counted, needed=needed)


class OwnOrganisationError(DomainError):
    """An enterprise with members enough has an organisation of its own."""

    rule = "establishment.own-organisation"
    policy = "establishment.independent_minimum"

    def __init__(self, enterprise: str, counted: int, minimum: int) -> None:
        super().__init__(enterprise=enterprise, counted=counted, minimum=minimum)


class HasMembersError(DomainError):
    """Work coverage is for enterprises without any member."""

    rule = "establishment.has-members"

    def __init__(self, enterprise: str, members: int) -> None:
        super().__init__(enterprise=enterprise, members=members)


class NoMembersError(DomainError):
    """A host branch takes in members: an enterprise without any is covered by work."""

    rule = "establishment.no-members"

    def __init__(self, enterprise: str) -> None:
        super().__init__(enterprise=enterprise)


class OrdinaryBranchError(DomainError):
    """In that mode an ordinary branch is founded, no larger organisation."""

    rule = "establishment.ordinary-branch"

    def __init__(self, mode: str, kind: str) -> None:
        super().__init__(mode=mode, kind=kind)


class ProjectTooShortError(DomainError):
    """The project body does not last long enough for a branch."""

    rule = "establishment.project-too-short"
    policy = "establishment.project_minimum"

    def __init__(self, ends_on: date, needed: date) -> None:
        super().__init__(ends_on=ends_on, needed=needed)


class RelationsTransferredError(DomainError):
    """In a temporary branch relations stay where they are."""

    rule = "establishment.relations-transferred"


class CandidateMissingError(DomainError):
    """The application names no candidate for secretary."""

    rule = "establishment.candidate-missing"
    policy = "establishment.secretary_candidate_named"


class OtherOrgError(DomainError):
    """The case lies with another organisation."""

    rule = "establishment.other-org"

    def __init__(self, org: str, given: str) -> None:
        super().__init__(org=org, given=given)


class OtherEnterpriseError(DomainError):
    """The preparation is for an enterprise that the application leaves out."""

    rule = "establishment.other-enterprise"

    def __init__(self, enterprise: str) -> None:
        super().__init__(enterprise=enterprise)


class NotDirectlyError(DomainError):
    """Without an application only a branch of its own can be decided."""

    rule = "establishment.not-directly"

    def __init__(self, mode: str) -> None:
        super().__init__(mode=mode)


class ReasonsMissingError(DomainError):
    """A rejection says why."""

    rule = "establishment.reasons-missing"


class FoundingGroupMissingError(DomainError):
    """The approval names who prepares the founding meeting."""

    rule = "establishment.founding-group-missing"

    def __init__(self, mode: str) -> None:
        super().__init__(mode=mode)


class OfficersMissingError(DomainError):
    """The superior names the officers of a temporary branch."""

    rule = "establishment.officers-missing"


class NothingToNameError(DomainError):
    """In that mode the approval names no such people."""

    rule = "establishment.nothing-to-name"

    def __init__(self, mode: str, named: str) -> None:
        super().__init__(mode=mode, named=named)


class NoCommitteeError(DomainError):
    """The meeting itself elected the officers; no committee votes on them."""

    rule = "establishment.no-committee"


class OfficerNotCandidateError(DomainError):
    """A committee elects its officers among its members: who is to be one must stand for it, or be on it."""

    rule = "establishment.officer-not-candidate"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class SlateNotApprovedError(DomainError):
    """A ballot was held with another slate than the superior approved."""

    rule = "establishment.slate-not-approved"

    def __init__(self, seat: str) -> None:
        super().__init__(seat=seat)


class WrongElectionsError(DomainError):
    """The record tells other elections than were approved."""

    rule = "establishment.wrong-elections"

    def __init__(self, expected: str, given: str) -> None:
        super().__init__(expected=expected, given=given)


class MeetingDateError(DomainError):
    """The meeting cannot have been, or be, on that day."""

    rule = "establishment.meeting-date"

    def __init__(self, day: date, earliest: date | None, latest: date | None) -> None:
        super().__init__(day=day, earliest=earliest, latest=latest)


class RollNotCountedError(DomainError):
    """The roll is not the number of counted members: a new number is reported first."""

    rule = "establishment.roll-not-counted"

    def __init__(self, roll: int, counted: int) -> None:
        super().__init__(roll=roll, counted=counted)


class NotTheElectedError(DomainError):
    """The report names others than were elected."""

    rule = "establishment.not-the-elected"

    def __init__(self, elected: str, named: str) -> None:
        super().__init__(elected=elected, named=named)


class SecretarySettledError(DomainError):
    """The superior has decided about the secretary already."""

    rule = "establishment.secretary-settled"


class NewModeMissingError(DomainError):
    """A change of mode names another mode, and the establishment that goes on in it."""

    rule = "establishment.new-mode-missing"

    def __init__(self, mode: str) -> None:
        super().__init__(mode=mode)


class NotWorkCoverageError(DomainError):
    """Advisers, trade union and youth league are for work coverage."""

    rule = "establishment.not-work-coverage"

    def __init__(self, mode: str) -> None:
        super().__init__(mode=mode)


class ExplanationMissingError(DomainError):
    """What is not set up is explained."""

    rule = "establishment.explanation-missing"

    def __init__(self, what: str) -> None:
        super().__init__(what=what)


class NotToBeFiledError(DomainError):
    """The filing track does not wait for this."""

    rule = "establishment.filing-not-now"

    def __init__(self, command: str, stage: str, possible: Sequence[str]) -> None:
        super().__init__(command=command, stage=stage, possible=possible)
