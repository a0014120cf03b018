"""Finding what an event is about: enterprises by their code, the branch of an enterprise, what a case knows."""

from typing import TypeVar

from domain.branch.state import BranchState, BranchStatus
from domain.enterprise.state import EnterpriseState, EnterpriseStatus
from domain.matter.state import Matter
from domain.model import Identifier, StreamName
from domain.register.uscc import Uscc
from domain.upstream.looking import Look
from domain.upstream.refusals import UnknownEnterpriseError
from domain.uscc.decider import UsccState

S = TypeVar("S", bound=Matter)

LIVING = frozenset({BranchStatus.FOUNDED, BranchStatus.ACTIVE})
"""A branch that can be told of its members and employees."""


def code_stream(code: Uscc) -> StreamName:
    """Return the stream that says which enterprise a code names."""
    return f"uscc/{code}"


def seen(look: Look, stream: StreamName, kind: type[S]) -> S:
    """Return a stream's state, as the state of its kind."""
    state = look(stream)
    assert isinstance(state, kind)  # noqa: S101  # who loads states folds them by their deciders
    return state


def enterprise_of(code: Uscc, look: Look) -> EnterpriseState:
    """Return the enterprise a code names, today's or an earlier one. Raises `UnknownEnterpriseError`."""
    named = seen(look, code_stream(code), UsccState).enterprise
    if named is None:
        raise UnknownEnterpriseError(code)
    enterprise = seen(look, f"enterprise/{named}", EnterpriseState)
    if enterprise.status == EnterpriseStatus.NONE:
        raise UnknownEnterpriseError(code)
    return enterprise


def branch_of(enterprise: EnterpriseState) -> Identifier | None:
    """Return the branch that covers an enterprise; None where none does."""
    granted = enterprise.covering.granted
    return None if granted is None else granted.branch


def living_branch(branch: Identifier | None, look: Look) -> BranchState | None:
    """Return a branch that lives; None where it is not known, not yet confirmed, or no more."""
    if branch is None:
        return None
    state = seen(look, f"branch/{branch}", BranchState)
    return state if state.status in LIVING else None
