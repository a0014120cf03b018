"""What is known about an enterprise when somebody has to conclude: from a register's row, or from five sections."""

from domain.coverage import CoverageLevel
from domain.model import Count, Model
from domain.register.ownership import Ownership
from domain.register.row import Headcount, MemberCounts, RegisterRow


class Facts(Model):
    """
    What is known; None = not known, which is never "no" and never 0.

    `counted`: full members whose relation is here. `others`: probationary and transferable members. `dual_managed`
    never count. `organised`: whether a party organisation covers it; `level`: by what it is covered, where that is known
    (work coverage is no organisation).
    """

    ownership: Ownership = Ownership.UNKNOWN
    employees: Count | None = None
    premises: bool | None = None
    in_production: bool | None = None
    cluster_or_park: bool | None = None
    counted: Count | None = None
    others: Count | None = None
    dual_managed: Count | None = None
    organised: bool | None = None
    level: CoverageLevel | None = None


def facts_of_row(row: RegisterRow) -> Facts:
    """Return what a register's row tells; by what an organisation covers the enterprise, a register never tells."""
    facts = Facts(
        ownership=row.ownership,
        employees=employees(row.employees),
        premises=row.premises,
        in_production=row.in_production,
        cluster_or_park=row.cluster_or_park,
        organised=row.existing_organisation,
    )
    return with_members(facts, row.members)


def with_members(facts: Facts, told: MemberCounts) -> Facts:
    """Add the members by what they mean: counted, others, dual-managed. Source: S4–S6."""
    return facts.model_copy(
        update={
            "counted": told.full_here,
            "others": _sum(told.transferable, told.probationary),
            "dual_managed": told.dual_managed,
        }
    )


def employees(told: Headcount) -> int | None:
    """Return the employees: the total if told, else the sum of all own kinds of contract; None if one is missing."""
    if told.total is not None:
        return told.total
    return _sum(told.open_ended, told.fixed_term, told.by_task, told.part_time)


def _sum(*counts: int | None) -> int | None:
    known = [one for one in counts if one is not None]
    return sum(known) if len(known) == len(counts) else None
