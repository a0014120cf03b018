"""What is refused at the door; sentences in `domain/messages/access.toml`."""

from enum import StrEnum

from access.principal import NotSignedInError
from domain.documents import DocumentError
from domain.refusals import DomainError


class WrongCredentialsError(DomainError):
    """Login and password do not belong together; which of them is wrong is not told."""

    rule = "access.wrong-credentials"


class LockedError(DomainError):
    """There were too many attempts. `wait`: seconds after which the next one is looked at."""

    rule = "access.locked"

    def __init__(self, wait: int) -> None:
        super().__init__(wait=wait)
        self.wait = wait


class AccountDisabledError(DomainError):
    """The credentials are right, and the account is disabled."""

    rule = "access.account-disabled"


class PasswordMustChangeError(DomainError):
    """A one-time password opens nothing but the way to another one."""

    rule = "access.password-must-change"


class PasswordExpiredError(DomainError):
    """A one-time password was not used in time."""

    rule = "access.password-expired"


class PasswordTooShortError(DomainError):
    """A new password has too few characters."""

    rule = "access.password-too-short"

    def __init__(self, minimum: int) -> None:
        super().__init__(minimum=minimum)


class PasswordTooLongError(DomainError):
    """A new password has too many characters."""

    rule = "access.password-too-long"

    def __init__(self, maximum: int) -> None:
        super().__init__(maximum=maximum)


class PasswordGuessableError(DomainError):
    """A new password holds the login, or is one that is tried first."""

    rule = "access.password-guessable"


class PasswordUnprintableError(DomainError):
    """A new password holds a control character, or half a character."""

    rule = "access.password-unprintable"


class PasswordSameError(DomainError):
    """The new password is the old one."""

    rule = "access.password-same"


class StepUpNeededError(DomainError):
    """A decision asks for credentials given lately. `minutes`: how lately."""

    rule = "access.step-up"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes=minutes)


class TokenFault(StrEnum):
    """What is wrong with a token (令牌问题)."""

    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    HEADER = "header"
    ALGORITHM = "algorithm"
    ISSUER = "issuer"
    KEY = "key"
    SIGNATURE = "signature"
    CLAIMS = "claims"
    AUDIENCE = "audience"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    LIFETIME = "lifetime"
    NONCE = "nonce"
    STALE = "stale"
    UNLINKED = "unlinked"


class TokenRefusedError(NotSignedInError):
    """A token that an issuer should have signed is not taken."""

    rule = "access.token-refused"

    def __init__(self, fault: TokenFault) -> None:
        super().__init__(fault=fault)
        self.fault = fault


class KeysUnavailableError(DomainError):
    """An issuer's keys cannot be fetched, and none are known."""

    rule = "access.keys-unavailable"

    def __init__(self, issuer: str) -> None:
        super().__init__(issuer=issuer)


class NoProviderError(DomainError):
    """No OpenID provider is set up."""

    rule = "access.no-provider"


class ProviderError(DomainError):
    """The OpenID provider does not answer, or not as it should."""

    rule = "access.provider-unavailable"

    def __init__(self, issuer: str) -> None:
        super().__init__(issuer=issuer)


class ErrandUnknownError(DomainError):
    """Who comes back from the provider did not go there lately, or from another browser."""

    rule = "access.errand-unknown"


class ProviderRefusedError(DomainError):
    """The provider did not vouch for the person. `code`: what it says (RFC 6749, 4.1.2.1)."""

    rule = "access.provider-refused"

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class SignInSettingsError(DocumentError):
    """The file of issuers lacks a field, has one too many, or a value that its field does not take."""

    rule = "access.settings-invalid"
