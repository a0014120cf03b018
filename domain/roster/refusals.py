"""What a roster refuses; sentences in `domain/messages/roster.toml`."""

from datetime import date
from typing import ClassVar

from domain.documents import DocumentError
from domain.refusals import DomainError


class RosterInvalidError(DocumentError):
    """A roster file lacks a field, has one too many, or a value that its field does not take."""

    rule: ClassVar[str] = "roster.invalid"


class UnknownOrgError(DomainError):
    """No roster names the organisation."""

    rule = "roster.unknown-org"

    def __init__(self, org: str) -> None:
        super().__init__(org=org)


class UnknownPersonError(DomainError):
    """No roster names the person."""

    rule = "roster.unknown-person"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class SecondRootError(DomainError):
    """Only the province itself has nobody above it."""

    rule = "roster.second-root"

    def __init__(self, org: str, province: str) -> None:
        super().__init__(org=org, province=province)


class CircleError(DomainError):
    """An organisation would lie below itself."""

    rule = "roster.circle"

    def __init__(self, org: str, on: date) -> None:
        super().__init__(org=org, on=on)


class OutsideScopeError(DomainError):
    """The organisation does not lie in the area of who orders it."""

    rule = "roster.outside-scope"

    def __init__(self, org: str, scope: str) -> None:
        super().__init__(org=org, scope=scope)


class OrgMergedError(DomainError):
    """The organisation was merged into another; that one can be changed."""

    rule = "roster.org-merged"

    def __init__(self, org: str, into: str) -> None:
        super().__init__(org=org, into=into)


class RoleNotGrantedError(DomainError):
    """The role is the service's own; no person holds it."""

    rule = "roster.role-not-granted"

    def __init__(self, role: str) -> None:
        super().__init__(role=role)


class PeriodReversedError(DomainError):
    """The last day lies before the first, or before today."""

    rule = "roster.period-reversed"

    def __init__(self, since: date, until: date) -> None:
        super().__init__(since=since, until=until)


class NotHolderError(DomainError):
    """Nobody can lend an office that he or she does not hold."""

    rule = "roster.not-holder"

    def __init__(self, person: str, role: str, org: str) -> None:
        super().__init__(person=person, role=role, org=org)


class NotOwnOfficeError(DomainError):
    """An office is lent by its holder, or by an administrator of the organisation."""

    rule = "roster.not-own-office"

    def __init__(self, person: str, principal: str) -> None:
        super().__init__(person=person, principal=principal)


class ToOneselfError(DomainError):
    """Nobody stands in for himself or herself."""

    rule = "roster.to-oneself"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)
