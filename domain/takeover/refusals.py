"""Why a row of a list of branches is not taken; sentences in `messages/takeover.toml`. See also `register.refusals`."""

from domain.refusals import DomainError
from domain.register.refusals import CellValueError


class SuperiorMissingError(DomainError):
    """Neither the row nor the order says under which organisation the branch is."""

    rule = "takeover.superior-missing"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class EnterprisesMissingError(DomainError):
    """A branch that covers enterprises does not say which."""

    rule = "takeover.enterprises-missing"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class EnterpriseTwiceError(CellValueError):
    """The same enterprise stands twice in a row."""

    rule = "takeover.enterprise-twice"


class EnterpriseUnregisteredError(CellValueError):
    """No enterprise is registered under the code."""

    rule = "takeover.enterprise-unregistered"


class CountsDifferError(DomainError):
    """There are not as many counts as enterprises."""

    rule = "takeover.counts-differ"

    def __init__(self, counts: int, enterprises: int) -> None:
        super().__init__(counts=counts, enterprises=enterprises)


class TooManyError(DomainError):
    """More stands in a row than one registration takes."""

    rule = "takeover.too-many"

    def __init__(self, count: int, most: int) -> None:
        super().__init__(count=count, most=most)


class BranchKindError(CellValueError):
    """Not a kind of organisation."""

    rule = "takeover.branch-kind"


class BranchModeError(CellValueError):
    """Not a mode of establishment."""

    rule = "takeover.mode"


class DayOutsideError(DomainError):
    """A day on which no branch can have lived."""

    rule = "takeover.day"

    def __init__(self, value: str, first: str, last: str) -> None:
        super().__init__(value=value, first=first, last=last)


class StarUnreadableError(CellValueError):
    """Not a number of stars."""

    rule = "takeover.star"


class IdentifierError(CellValueError):
    """Not an id."""

    rule = "takeover.id"


class PersonNameError(CellValueError):
    """Not the name of a person."""

    rule = "takeover.person-name"


class SecretaryHalfToldError(DomainError):
    """Of the secretary either the id or the name is missing."""

    rule = "takeover.secretary-half-told"


class ContractOfNobodyError(DomainError):
    """A contract is told, but no secretary whose contract it is."""

    rule = "takeover.contract-of-nobody"


class TermHalfToldError(DomainError):
    """Of the term either the first or the last day is missing."""

    rule = "takeover.term-half-told"


class TermBackwardsError(DomainError):
    """The term ends before it begins."""

    rule = "takeover.term-backwards"


class BranchTwiceError(DomainError):
    """The same branch stands in an earlier row with other content."""

    rule = "takeover.branch-twice"

    def __init__(self, name: str, first: int) -> None:
        super().__init__(name=name, first=first)


class BranchUnknownError(DomainError):
    """The row names a branch by an id that no branch has."""

    rule = "takeover.branch-unknown"

    def __init__(self, branch: str) -> None:
        super().__init__(branch=branch)


class BranchStandsError(DomainError):
    """The branch was registered before, with other facts; a list changes none of them."""

    rule = "takeover.branch-stands"

    def __init__(self, stream: str) -> None:
        super().__init__(stream=stream)
