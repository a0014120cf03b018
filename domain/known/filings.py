"""What a filing tells of its own correction, and of the next filing of its contract; what the contract tells of it."""

from collections.abc import Iterator

from domain.contract.decider import ContractState
from domain.filing.commands import Correct, SubmitFiling
from domain.filing.state import FilingState
from domain.known.telling import Known, Telling


def _again(filing: FilingState, _of: str) -> Iterator[Known]:
    """Tell a correction what was filed."""
    yield Known("change", filing.change)


def _next(filing: FilingState, contract: str) -> Iterator[Known]:
    """Tell whose contract it is, as the filing before says; of another contract nothing."""
    if contract in filing.contracts:
        yield Known("org", filing.org)
        yield Known("branch", filing.branch)
        yield Known("enterprise", filing.enterprise)
        yield Known("person", filing.person)
        yield Known("post", filing.post)


def _running(contract: ContractState, _of: str) -> Iterator[Known]:
    """Tell the terms before a change are those under which the contract runs."""
    yield Known("change.before", contract.terms if contract.ended_by is None else None)


FILING: Telling = {Correct: _again, SubmitFiling: _next}
CONTRACT: Telling = {SubmitFiling: _running}
