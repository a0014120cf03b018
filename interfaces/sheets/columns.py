"""Which columns each register has, and what its statuses are."""

from collections.abc import Iterable
from enum import StrEnum

from domain.branch.state import BranchStatus
from domain.catalogue import Catalogue, Said
from domain.enterprise.state import EnterpriseStatus
from domain.evaluation.state import Status as EvaluationStatus
from domain.filing.state import Status as FilingStatus
from interfaces.sheets.branches import branch_columns
from interfaces.sheets.column import Column
from interfaces.sheets.enterprises import ENTERPRISES
from interfaces.sheets.others import EVALUATIONS, FILINGS, SECRETARIES
from ledger.registers.register import Register
from ledger.registers.secretaries import SecretaryStatus

STATUSES: dict[Register, type[StrEnum]] = {
    Register.ENTERPRISES: EnterpriseStatus,
    Register.BRANCHES: BranchStatus,
    Register.SECRETARIES: SecretaryStatus,
    Register.FILINGS: FilingStatus,
    Register.EVALUATIONS: EvaluationStatus,
}
_COLUMNS = {
    Register.ENTERPRISES: ENTERPRISES,
    Register.SECRETARIES: SECRETARIES,
    Register.FILINGS: FILINGS,
    Register.EVALUATIONS: EVALUATIONS,
}
BRIEF: dict[Register, tuple[str, ...]] = {
    Register.ENTERPRISES: (
        "uscc",
        "name",
        "org",
        "enterprise_status",
        "conclusion",
        "coverage",
        "covering_branch_name",
    ),
    Register.BRANCHES: (
        "branch_name",
        "branch",
        "superior",
        "branch_status",
        "mode",
        "counted_in_all",
        "secretary_name",
        "term_ends_on",
    ),
    Register.SECRETARIES: ("branch_name", "org", "secretary_status", "secretary_name", "term_ends_on"),
    Register.FILINGS: (
        "filing",
        "filing_kind",
        "filing_status",
        "person_name",
        "submitted_on",
        "late_by_days",
    ),
    Register.EVALUATIONS: ("year", "branch_name", "org", "evaluation_status", "last_star", "star", "points"),
}
"""The columns that a terminal shows."""


def columns_of(register: Register, years: Iterable[int] = ()) -> tuple[Column, ...]:
    """Return the columns of a register; `years`: in which branches have stars."""
    return branch_columns(years) if register is Register.BRANCHES else _COLUMNS[register]


def heading(column: Column, sentences: Catalogue) -> Said:
    """Return what a column is called."""
    name, _, year = column.key.partition(".")
    said = sentences.sentence(f"register.column.{name}")
    return Said(zh=said.zh.format(year=year), en=said.en.format(year=year))


def title(register: Register, sentences: Catalogue) -> Said:
    """Return what a register is called."""
    return sentences.label(register)
