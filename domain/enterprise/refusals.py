"""What an enterprise's stream can refuse; sentences in `domain/messages/enterprise.toml`."""

from collections.abc import Sequence

from domain.refusals import DomainError


class NotRegisteredError(DomainError):
    """No register ever told of the enterprise."""

    rule = "enterprise.not-registered"

    def __init__(self, enterprise: str) -> None:
        super().__init__(enterprise=enterprise)


class NotOperatingError(DomainError):
    """The enterprise was deregistered or merged."""

    rule = "enterprise.not-operating"

    def __init__(self, enterprise: str, status: str) -> None:
        super().__init__(enterprise=enterprise, status=status)


class OtherCodeError(DomainError):
    """The register has another code than the enterprise; that is reported and concluded first."""

    rule = "enterprise.other-code"

    def __init__(self, enterprise: str, code: str, known: str) -> None:
        super().__init__(enterprise=enterprise, code=code, known=known)


class OtherOrgError(DomainError):
    """The enterprise lies in another organisation's area; that it moved is reported and concluded first."""

    rule = "enterprise.other-org"

    def __init__(self, enterprise: str, org: str, asked: str) -> None:
        super().__init__(enterprise=enterprise, org=org, asked=asked)


class MissingDetailError(DomainError):
    """The life event needs a detail: the successor, the new place, the new code."""

    rule = "enterprise.missing-detail"

    def __init__(self, what: str, missing: str) -> None:
        super().__init__(what=what, missing=missing)


class OwnSuccessorError(DomainError):
    """An enterprise cannot be merged into itself."""

    rule = "enterprise.own-successor"

    def __init__(self, enterprise: str) -> None:
        super().__init__(enterprise=enterprise)


class NothingProposedError(DomainError):
    """No such life event waits to be concluded."""

    rule = "enterprise.nothing-proposed"

    def __init__(self, what: str, proposed: Sequence[str]) -> None:
        super().__init__(what=what, proposed=proposed)


class NoTransferError(DomainError):
    """No transfer is offered."""

    rule = "enterprise.no-transfer"

    def __init__(self, enterprise: str) -> None:
        super().__init__(enterprise=enterprise)
