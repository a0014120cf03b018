"""What an investigation can be refused for; sentences in `domain/messages/investigation.toml`."""

from collections.abc import Sequence

from domain.refusals import DomainError


class SharesError(DomainError):
    """The shares of all investors are more than the whole: 10 000 basis points."""

    rule = "investigation.shares"

    def __init__(self, total: int, whole: int) -> None:
        super().__init__(total=total, whole=whole)


class InvestorNameError(DomainError):
    """An investor is either one person or one organisation."""

    rule = "investigation.investor-name"

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class MainInvestorError(DomainError):
    """An enterprise has one main investor at most."""

    rule = "investigation.main-investor"

    def __init__(self, named: int) -> None:
        super().__init__(named=named)


class MemberTwiceError(DomainError):
    """A member stands in the list once."""

    rule = "investigation.member-twice"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class FullSinceError(DomainError):
    """A probationary member has not been a full one, and nobody became one after the day of the report."""

    rule = "investigation.full-since"

    def __init__(self, person: str, membership: str) -> None:
        super().__init__(person=person, membership=membership)


class NotReportedError(DomainError):
    """The section was never reported: there is nothing to mend."""

    rule = "investigation.not-reported"

    def __init__(self, section: str) -> None:
        super().__init__(section=section)


class NotDisputedError(DomainError):
    """No sources contradict each other about the section."""

    rule = "investigation.not-disputed"

    def __init__(self, section: str) -> None:
        super().__init__(section=section)


class DisputedError(DomainError):
    """Sources contradict each other; that is resolved first."""

    rule = "investigation.disputed"

    def __init__(self, sections: Sequence[str]) -> None:
        super().__init__(sections=sections)


class SectionsMissingError(DomainError):
    """Not all five sections are reported (五清)."""

    rule = "investigation.sections-missing"

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(missing=missing)


class UndecidedError(DomainError):
    """What was found does not decide what follows: ownership, or a number of members, is still open."""

    rule = "investigation.undecided"

    def __init__(self, open_points: str) -> None:
        super().__init__(open_points=open_points)


class NeedsInvestigationError(DomainError):
    """What the register tells does not decide what follows."""

    rule = "investigation.needs-investigation"

    def __init__(self, enterprise: str) -> None:
        super().__init__(enterprise=enterprise)


class SuccessorMissingError(DomainError):
    """A merger names the enterprise that goes on."""

    rule = "investigation.successor-missing"

    def __init__(self, ground: str) -> None:
        super().__init__(ground=ground)


class NoTransferError(DomainError):
    """No transfer of that member is awaited."""

    rule = "investigation.no-transfer"

    def __init__(self, person: str, awaited: str) -> None:
        super().__init__(person=person, awaited=awaited)


class TransferReasonError(DomainError):
    """Why a relation is not transferred must be said."""

    rule = "investigation.transfer-reason"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)
