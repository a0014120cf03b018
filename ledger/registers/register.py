"""Which registers there are, what is asked of one, and the rows it answers with."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.figures import Figure
from domain.orders import OrgId
from ledger.registers.branches import ShownBranch
from ledger.registers.enterprises import ShownEnterprise
from ledger.registers.evaluations import ShownEvaluation
from ledger.registers.filings import ShownFiling
from ledger.registers.secretaries import SecretaryRow


class Register(StrEnum):
    """台账."""

    ENTERPRISES = "enterprises"
    BRANCHES = "branches"
    SECRETARIES = "secretaries"
    FILINGS = "filings"
    EVALUATIONS = "evaluations"


class Order(StrEnum):
    """In which order a register is read."""

    ORG = "org"
    """Organisation by organisation, and in each as `NAME`."""
    NAME = "name"
    """By name, in pinyin; a filing by the day on which it was submitted, an evaluation by its year."""


Row = ShownEnterprise | ShownBranch | SecretaryRow | ShownFiling | ShownEvaluation

ROWS: dict[Register, type[Row]] = {
    Register.ENTERPRISES: ShownEnterprise,
    Register.BRANCHES: ShownBranch,
    Register.SECRETARIES: SecretaryRow,
    Register.FILINGS: ShownFiling,
    Register.EVALUATIONS: ShownEvaluation,
}


class Wanted(NamedTuple):
    """
    What of a register is wanted; None = any.

    `text`: stands in a name or an id, whatever its case; `figure`: only rows that count in it; `until`: of secretaries,
    the term ends by then; `year`: of filings, submitted in it; of evaluations, the evaluated one.
    """

    orgs: tuple[OrgId, ...] | None = None
    statuses: tuple[str, ...] | None = None
    text: str | None = None
    figure: Figure | None = None
    until: date | None = None
    year: int | None = None


class Tally(NamedTuple):
    """How many rows of a register have a status."""

    register: Register
    status: str
    counted: int


class Key(NamedTuple):
    """Where a page ended: the place of its last row, in whichever order the register is read."""

    org: OrgId = ""
    sort_key: str = ""
    stream: str = ""


FIRST = Key()
"""Before the first page."""


def key_of(row: Row) -> Key:
    """Return the place of a row in its register."""
    return Key(row.org, row.sort_key, row.stream)
