"""Why a page refuses what it is sent."""

from domain.refusals import DomainError


class ForeignFormError(DomainError):
    """A form came from elsewhere than a page of this session: from another site, or from before one signed in again."""

    rule = "console.foreign-form"


class PasswordsDifferError(DomainError):
    """A new password was typed twice, in two ways."""

    rule = "console.passwords-differ"
