"""
The columns of the register of enterprises (企业台账).

Those that a register is imported by come first, under the headings the import knows (`domain.register.columns`): the
file is taken back without change. What else is known follows under headings that are not read.
"""

from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise.state import EnterpriseStatus
from domain.refusals import DomainError
from domain.register.capital import read_capital
from domain.register.ownership import Ownership
from interfaces.sheets.column import Column, field
from ledger.registers.enterprises import ShownEnterprise


def _ownership(row: ShownEnterprise) -> str | None:
    return None if row.ownership == Ownership.UNKNOWN else row.ownership


def _capital(row: ShownEnterprise) -> str | None:
    """Return the capital's own words where they tell the amount by themselves, else the amount in 元."""
    if row.capital is None:
        return row.capital_text
    try:
        told = read_capital(row.capital_text, None)
    except DomainError:
        told = None
    return row.capital_text if told and told.amount == row.capital else f"{row.capital}元"


def _earlier(row: ShownEnterprise) -> str | None:
    return "；".join(row.earlier_codes) or None


ENTERPRISES: tuple[Column, ...] = (
    field("code", 22, key="uscc"),
    field("name", 36),
    field("registered_on", 12),
    field("enterprise_type", 28),
    Column("ownership", _ownership, 12, Ownership),
    Column("capital", _capital, 18),
    field("province", 10),
    field("city", 10),
    field("county", 10),
    field("address", 36),
    field("industry_code", 10),
    field("employees", 10),
    field("employees_open_ended", 10),
    field("employees_fixed_term", 10),
    field("employees_by_task", 10),
    field("employees_part_time", 10),
    field("employees_dispatched", 10),
    field("premises", 10),
    field("in_production", 10),
    field("cluster_or_park", 14),
    field("park", 20),
    field("members_full_here", 12),
    field("members_transferable", 12),
    field("members_dual_managed", 12),
    field("members_probationary", 12),
    field("existing_organisation", 12),
    field("org", 16),
    field("status", 10, EnterpriseStatus, key="enterprise_status"),
    field("conclusion", 18, Conclusion),
    field("priority", 10),
    field("counted", 10),
    field("in_pool", 10),
    field("coverage", 12, CoverageLevel),
    field("branch", 20, key="covering_branch"),
    field("branch_name", 30, key="covering_branch_name"),
    field("covered_by", 28),
    field("pending", 12, CoverageLevel),
    field("pending_by", 28),
    field("concluded_by", 28),
    field("enterprise", 40),
    Column("earlier_codes", _earlier, 22),
    field("successor", 40),
    field("position", 10),
)
