"""What an account refuses; sentences in `domain/messages/account.toml`."""

from domain.refusals import DomainError


class AccountExistsError(DomainError):
    """The person has an account already, and it is another one."""

    rule = "account.exists"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class NoAccountError(DomainError):
    """Nobody has that account."""

    rule = "account.unknown"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class AccountClosedError(DomainError):
    """The account is disabled; what opens it would have no effect."""

    rule = "account.disabled"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class NoPasswordError(DomainError):
    """A system shows tokens; it has no password."""

    rule = "account.no-password"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class OwnAccountError(DomainError):
    """Nobody shuts himself or herself out."""

    rule = "account.own"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class IdentityTakenError(DomainError):
    """The identity opens another account."""

    rule = "account.identity-taken"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class TooManyIdentitiesError(DomainError):
    """An account has so many identities already."""

    rule = "account.too-many-identities"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class BeyondReachError(DomainError):
    """The person holds an office outside of the area of who orders it, who could else act as somebody above."""

    rule = "account.beyond-reach"

    def __init__(self, person: str, org: str, scope: str) -> None:
        super().__init__(person=person, org=org, scope=scope)
