"""Why a page refuses what it is sent."""

from collections.abc import Sequence

from domain.refusals import DomainError


class ForeignFormError(DomainError):
    """A form came from elsewhere than a page of this session: from another site, or from before one signed in again."""

    rule = "console.foreign-form"


class PasswordsDifferError(DomainError):
    """A new password was typed twice, in two ways."""

    rule = "console.passwords-differ"


class CircumstancesError(DomainError):
    """What was written about the paper cannot be so: a date that is none, a person's id that is none, half a meeting."""

    rule = "console.circumstances"

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(fields=", ".join(fields))
