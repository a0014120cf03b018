"""What the five sections say together. Source: S1–S8."""

from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from domain.coverage import CoverageLevel
from domain.investigation.facts import Facts, employees, with_members
from domain.investigation.sections import (
    Coverage,
    Investors,
    Member,
    Members,
    Operations,
    Relation,
    Section,
    Workforce,
    members_told,
)
from domain.people import PersonId
from domain.policy.policy import Policy


def facts_of(sections: Iterable[Section], policy: Policy) -> Facts:
    """Return what the sections tell; what a section leaves open stays unknown."""
    return reduce(lambda facts, section: _with(facts, section, policy), sections, Facts())


def _with(facts: Facts, section: Section, policy: Policy) -> Facts:
    match section:
        case Investors(ownership=ownership):
            return facts.model_copy(update={"ownership": ownership})
        case Workforce() as workforce:
            return facts.model_copy(update={"employees": employees(workforce.employees)})
        case Members() as members:
            return with_members(facts, members_told(members))
        case Operations() as operations:
            return _with_activity(facts, operations, policy)
        case Coverage(level=level):
            organised = level is not None and level != CoverageLevel.WORK_COVERAGE
            return facts.model_copy(update={"level": level, "organised": organised})
        case unknown:
            assert_never(unknown)


def _with_activity(facts: Facts, operations: Operations, policy: Policy) -> Facts:
    """Add premises, activity, and whether a cluster or a park of a sufficient level has it. Source: S2."""
    least = policy.investigation.park_level_minimum.value
    level = operations.park_level
    return facts.model_copy(
        update={
            "premises": operations.premises,
            "in_production": operations.in_production,
            "cluster_or_park": operations.cluster or (level is not None and level.reaches(least)),
        }
    )


def to_transfer(sections: Iterable[Section]) -> tuple[Member, ...]:
    """Return the listed members whose relation could be transferred here. Source: S4."""
    listed = [member for one in sections if isinstance(one, Members) for member in one.members]
    return tuple(one for one in listed if one.relation == Relation.TRANSFERABLE)


def people_in(sections: Iterable[Section]) -> frozenset[PersonId]:
    """Return the investors and members that the sections name."""
    told = list(sections)
    investors = [holder.person for one in told if isinstance(one, Investors) for holder in one.investors]
    listed = [member.person for one in told if isinstance(one, Members) for member in one.members]
    return frozenset(one.id for one in (*investors, *listed) if one is not None)


def transferable(sections: Iterable[Section]) -> int:
    """Return how many full members could be transferred here, listed or not. Source: S4."""
    told = [members_told(one).transferable for one in sections if isinstance(one, Members)]
    return sum(one for one in told if one is not None)


def after_transfers(facts: Facts, arrived: int, gone: int) -> Facts:
    """
    Return the facts when `arrived` full members count here now, and `gone` are no members of this enterprise any more.

    Both had stood among the others.
    """
    counted = (facts.counted or 0) + arrived
    others = None if facts.others is None else facts.others - arrived - gone
    return facts.model_copy(update={"counted": counted, "others": others})
