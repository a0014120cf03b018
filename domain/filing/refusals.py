"""What a filing can be refused for; sentences in `domain/messages/filing.toml`."""

from collections.abc import Sequence
from datetime import date

from domain.refusals import DomainError


class WrongGroundError(DomainError):
    """The legal ground does not belong to that kind of filing."""

    rule = "filing.wrong-ground"

    def __init__(self, filing: str, ground: str, possible: Sequence[str]) -> None:
        super().__init__(filing=filing, ground=ground, possible=possible)


class MissingTermsError(DomainError):
    """The kind of filing needs terms that are not there."""

    rule = "filing.missing-terms"

    def __init__(self, filing: str, missing: str) -> None:
        super().__init__(filing=filing, missing=missing)


class NoContractToFileError(DomainError):
    """An investor without a contract has none to file."""

    rule = "filing.no-contract"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class ConsentModeError(DomainError):
    """Objections are for dismissals where the policy asks for consent."""

    rule = "filing.consent-mode"
    policy = "filing.mode"

    def __init__(self, mode: str, ground: str) -> None:
        super().__init__(mode=mode, ground=ground)


class AppealTooLateError(DomainError):
    """The time to appeal against consent by silence is over, or no consent came by silence."""

    rule = "filing.appeal-too-late"
    policy = "filing.appeal"

    def __init__(self, until: date | None) -> None:
        super().__init__(until=until)


class ContractKnownError(DomainError):
    """The contract is known already: there is nothing to link."""

    rule = "filing.contract-known"
