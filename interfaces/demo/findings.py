"""What the investigators of the stories find in an enterprise: what the register told, and what it did not (五清)."""

from typing import NamedTuple

from domain.investigation import sections as s
from domain.policy.investigation import ParkLevel
from domain.register.ownership import Ownership
from domain.register.row import Headcount, MemberCounts
from interfaces.demo.enterprises import MEMBER_SINCE, Enterprise

_LISTED = 20
"""Members who are named; of a large enterprise the others are told by number."""


class Found(NamedTuple):
    """What an investigator finds where the register tells nothing."""

    employees: int
    full_here: int


NOT_TOLD = {"北窗": Found(57, 4), "南坡": Found(19, 1), "东篱": Found(14, 2), "西岭": Found(22, 0)}
"""Enterprises whose ownership or members the register does not tell; all of them turn out to be private."""


def five_sections(enterprise: Enterprise, coverage: s.Coverage) -> list[s.Section]:
    """Return what is found, in the order in which it is reported."""
    found = NOT_TOLD.get(enterprise.name[:2])
    row = enterprise.row
    return [
        s.Investors(ownership=Ownership.PRIVATE if found else row.ownership),
        s.Workforce(
            employees=Headcount(total=found.employees if found else row.employees.total),
            trade_union=False,
            youth_league=False,
        ),
        members(enterprise),
        s.Operations(
            premises=True if found else bool(row.premises),
            in_production=True if found else bool(row.in_production),
            park=row.park,
            park_level=ParkLevel.CITY if row.park else None,
        ),
        coverage,
    ]


def members(enterprise: Enterprise) -> s.Members:
    """Return each member, the first of whom is the one who will stand for secretary."""
    found = NOT_TOLD.get(enterprise.name[:2])
    told = enterprise.row.members
    kinds = (
        [(s.Membership.FULL, s.Relation.HERE)] * (found.full_here if found else told.full_here or 0)
        + [(s.Membership.FULL, s.Relation.TRANSFERABLE)] * (told.transferable or 0)
        + [(s.Membership.FULL, s.Relation.DUAL_MANAGED)] * (told.dual_managed or 0)
        + [(s.Membership.PROBATIONARY, s.Relation.HERE)] * (told.probationary or 0)
    )
    listed = kinds[:_LISTED]
    rest = kinds[_LISTED:]
    return s.Members(
        members=tuple(
            _member(enterprise, number, kind, relation) for number, (kind, relation) in enumerate(listed, 1)
        ),
        unlisted=MemberCounts(
            full_here=rest.count((s.Membership.FULL, s.Relation.HERE)),
            transferable=rest.count((s.Membership.FULL, s.Relation.TRANSFERABLE)),
            dual_managed=rest.count((s.Membership.FULL, s.Relation.DUAL_MANAGED)),
            probationary=rest.count((s.Membership.PROBATIONARY, s.Relation.HERE)),
        ),
    )


def _member(enterprise: Enterprise, number: int, kind: s.Membership, relation: s.Relation) -> s.Member:
    return s.Member(
        person=enterprise.member(number),
        membership=kind,
        full_since=MEMBER_SINCE if kind is s.Membership.FULL else None,
        post=s.MemberPost.MANAGEMENT if number == 1 else s.MemberPost.WORKER,
        relation=relation,
    )
