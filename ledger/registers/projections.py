"""The registers as read models of the ledger."""

from collections.abc import Callable
from typing import Any

from domain.model import Model
from ledger.projection import Change, Projection
from ledger.registers.branches import BranchRow, branch_row
from ledger.registers.enterprises import EnterpriseRow, enterprise_row
from ledger.registers.evaluations import EvaluationRow, evaluation_row
from ledger.registers.filings import FilingRow, filing_row
from ledger.registers.measures import (
    ConcludedRow,
    FoundedRow,
    RoundRow,
    concluded_row,
    founded_row,
    round_row,
)
from ledger.registers.secretaries import SecretaryRow, secretary_row


def _register(
    table: str, process: str, row: type[Model], made: Callable[[Any, int], Model | None]
) -> Projection:
    """Return the read model that holds at most one row a stream of a process."""

    def rows(change: Change) -> list[Model]:
        found = made(change.state, change.position)
        return [] if found is None else [found]

    return Projection(table, row, rows, frozenset({process}))


REGISTERS = (
    _register("enterprise", "enterprise", EnterpriseRow, enterprise_row),
    _register("branch", "branch", BranchRow, branch_row),
    _register("secretary", "branch", SecretaryRow, secretary_row),
    _register("filing", "filing", FilingRow, filing_row),
    _register("evaluation", "evaluation", EvaluationRow, evaluation_row),
    _register("concluded", "investigation", ConcludedRow, concluded_row),
    _register("founded", "establishment", FoundedRow, founded_row),
    _register("round", "evaluation-round", RoundRow, round_row),
)
