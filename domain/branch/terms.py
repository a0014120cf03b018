"""The pure rules of a branch's life: terms, thresholds, the duty to have a full-time deputy."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from domain.branch.facts import Officer, Partner, TermOfOffice
from domain.branch.kinds import Direction
from domain.branch_kinds import BranchKind
from domain.dates import add_months, term_end
from domain.elections.bodies import allowed_kinds, term_for
from domain.policy.policy import Policy, membership_thresholds
from domain.policy.rule import Unit


def term_of_office(starts_on: date, kind: BranchKind, policy: Policy, *, village: bool) -> TermOfOffice:
    """
    Return the term that begins on a day; its last day is the day before the anniversary.

    Source: B, L (`branch.committee_term`, `.general_branch_term`, `.branch_term`, `.village_term`).
    """
    term = term_for(kind, policy, village=village)
    if term.unit is Unit.YEARS:
        return TermOfOffice(starts_on=starts_on, ends_on=term_end(starts_on, term.value))
    if term.unit is Unit.MONTHS:
        following = add_months(starts_on, term.value)
    else:
        following = starts_on + timedelta(days=term.value)
    return TermOfOffice(starts_on=starts_on, ends_on=following - timedelta(days=1))


class Crossing(NamedTuple):
    """A threshold and the way it was crossed."""

    threshold: int
    direction: Direction


def crossings(before: int, after: int, thresholds: Iterable[int]) -> list[Crossing]:
    """Return which thresholds lie between two counts; a threshold is reached by its own number."""
    up = [Crossing(one, Direction.UP) for one in thresholds if before < one <= after]
    down = [Crossing(one, Direction.DOWN) for one in thresholds if after < one <= before]
    return up + down


def misfits(counted: int, kind: BranchKind | None, policy: Policy) -> list[Crossing]:
    """
    Return on whose wrong side so many members stand: what is too few, or too many, for that kind of organisation.

    Fewer than 3 are too few for any; exactly 50 fit a branch and a general branch. Source: S6, B, L.
    """
    establishment = policy.establishment
    begins = {
        BranchKind.BRANCH: establishment.independent_minimum.value,
        BranchKind.GENERAL_BRANCH: establishment.general_branch_minimum.value,
        BranchKind.COMMITTEE: establishment.committee_minimum.value,
    }
    least = begins[BranchKind.BRANCH]
    own = begins[kind or BranchKind.BRANCH]
    down = [Crossing(one, Direction.DOWN) for one in sorted({least, own}) if counted < one]
    if kind is None or kind in allowed_kinds(counted, policy):
        return down
    return down + [Crossing(one, Direction.UP) for one in begins.values() if own < one <= counted]


def thresholds(policy: Policy) -> list[int]:
    """Return the counts of members whose crossing the superior decides about: 3, 7, 50, 100. Source: B, L."""
    return [int(named.rule.value) for named in membership_thresholds(policy)]


class Size(NamedTuple):
    """What the duty to have a full-time deputy is judged on: the largest enterprise, all counted members."""

    employees: int
    counted: int


def deputy_due(
    partners: Iterable[Partner], secretary: Officer | None, counted: int | None, policy: Policy
) -> Size | None:
    """
    Return the size that makes a full-time deputy due, or None.

    Large and many members and a main investor as secretary; what is unknown makes nothing due. Source: S14, P
    (`appointment.deputy_employees`, `.deputy_members`).
    """
    if secretary is None or not secretary.investor or counted is None:
        return None
    employees = max((one.employees or 0 for one in partners), default=0)
    appointment = policy.appointment
    large = employees >= appointment.deputy_employees.value
    many = counted >= appointment.deputy_members.value
    return Size(employees, counted) if large and many else None


def union_chair_advised(officer: Officer, policy: Policy) -> bool:
    """
    Whether somebody in office is advised to chair the trade union: who is known to be no investor. Source: S15.

    Strength 提倡: it is advice on record, never a task.
    """
    return policy.appointment.union_chair_advised.value and officer.investor is False
