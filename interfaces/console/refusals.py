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


class FounderWithoutOfficeError(DomainError):
    """The first roster is too long for one entry, and gives whoever brings it in no office to go on with."""

    rule = "console.founder-without-office"

    def __init__(self, person: str, offices: int) -> None:
        super().__init__(person=person, offices=offices)


class ExampleNotHereError(DomainError):
    """The example is fictional: it comes into an empty rehearsal, brought by who set it up, and nowhere else."""

    rule = "console.example-not-here"


class WatchedEnoughError(DomainError):
    """Somebody has as many pages that refresh themselves as go at once. `each`: how many."""

    rule = "console.watched-enough"

    def __init__(self, each: int) -> None:
        super().__init__(each=each)


class NotTickedError(DomainError):
    """No case was ticked, or more than go in one batch."""

    rule = "console.not-ticked"

    def __init__(self, ticked: int, most: int) -> None:
        super().__init__(ticked=ticked, most=most)
