"""Upstream tells that a member's relation was transferred."""

from typing import Any

import pytest

from domain.branch.kinds import BranchMode
from domain.branch.refusals import ContradictoryCountError
from domain.investigation.sections import Relation
from domain.matter.commands import Suspend, SuspensionGround
from domain.matter.errors import ActedBeforeError
from domain.orders import Role
from domain.people import Person
from domain.upstream.refusals import NobodyTakesItError, UnknownEnterpriseError
from tests.domain import branch_given as branches
from tests.domain.enterprise_cases import CODE
from tests.domain.test_investigation import here, member, members
from tests.domain.upstream_world import (
    BRANCH,
    ENTERPRISE,
    INVESTIGATION,
    Office,
    accepted,
    of_type,
    with_branch,
    with_enterprise,
    with_investigation,
)
from tests.spec import ZHAO

ARRIVED = "investigation.member_transferred.v1"
TOLD, CROSSED = "branch.membership_reported.v1", "branch.threshold_crossed.v1"
AWAITED = members(member(1), member(2), member(3, Relation.TRANSFERABLE), member(4, Relation.TRANSFERABLE))


def moved(person: str = "p-m3", direction: str = "in", counted: int = 5, **where: str) -> Any:
    return of_type(
        "member-relation.transferred",
        person=Person(id=person, name="示例党员"),
        direction=direction,
        counted=counted,
        **(where or {"uscc": CODE}),
    )


def awaiting() -> Office:
    office = with_investigation()
    accepted(office, AWAITED)
    return office


def test_nobody_takes_a_transfer_to_where_nobody_awaits_it() -> None:
    with pytest.raises(UnknownEnterpriseError):
        Office().tell(moved())
    with pytest.raises(NobodyTakesItError, match=CODE):
        with_enterprise().tell(moved())
    with pytest.raises(NobodyTakesItError, match="b-9"):
        Office().tell(moved(branch="b-9"))
    office = with_investigation()
    accepted(office, here(3))
    with pytest.raises(NobodyTakesItError):
        office.tell(moved())


def test_the_investigation_that_awaits_a_member_hears_that_it_arrived() -> None:
    office = awaiting()
    assert office.tell(moved()) == [ARRIVED]
    assert office.state(INVESTIGATION).transfers == ("p-m4",)
    with pytest.raises(NobodyTakesItError):
        office.tell(moved())
    assert office.tell(moved("p-m4")) == [ARRIVED, "investigation.transfers_settled.v1"]
    with pytest.raises(NobodyTakesItError):
        office.tell(moved("p-m4"))


def test_a_transfer_before_the_acceptance_that_is_told_afterwards_is_told_as_of_today() -> None:
    office = awaiting()
    (order,) = office.routed(moved(), "2026-01-08")
    assert order.acted_on is None
    assert office.tell(moved(), on="2026-01-08", received="2026-01-12") == [ARRIVED]


def test_no_investigation_takes_who_went_away_or_while_it_rests() -> None:
    with pytest.raises(NobodyTakesItError):
        awaiting().tell(moved(direction="out"))
    office = awaiting()
    rest = Suspend(ground=SuspensionGround.DISPUTE, reason="核实")
    office.order(INVESTIGATION, rest, by=ZHAO, on="2026-01-12", role=Role.APPROVER)
    with pytest.raises(NobodyTakesItError):
        office.tell(moved())


@pytest.mark.parametrize("where", [{"uscc": CODE}, {"branch": "b-1"}, {"uscc": CODE, "branch": "b-1"}])
@pytest.mark.parametrize(("direction", "counted"), [("in", 5), ("out", 3)])
def test_the_branch_takes_the_new_count(where: dict[str, str], direction: str, counted: int) -> None:
    office = with_branch()
    assert office.tell(moved(direction=direction, counted=counted, **where)) == [TOLD]
    assert office.state(BRANCH).counted == counted
    office.tell(moved(direction=direction, counted=counted, **where))
    assert office.state(BRANCH).counted == counted


def test_both_take_it_where_both_are_there() -> None:
    office = with_branch(awaiting())
    assert office.tell(moved()) == [ARRIVED, TOLD]
    assert office.tell(moved()) == [TOLD]


def test_a_count_that_contradicts_the_known_one_is_refused() -> None:
    with pytest.raises(ContradictoryCountError):
        with_branch().tell(moved(counted=3))
    with pytest.raises(ContradictoryCountError):
        with_branch().tell(moved(direction="out", counted=5))


def test_an_older_count_does_not_replace_a_newer_one() -> None:
    office = with_branch()
    office.tell(moved(counted=6), on="2026-03-05")
    with pytest.raises(ActedBeforeError):
        office.tell(moved(counted=6), on="2026-03-04", received="2026-03-06")


def test_of_a_joint_branch_the_enterprise_is_named() -> None:
    partners = tuple(branches.partner(2, enterprise=one) for one in (ENTERPRISE, "e-9"))
    office = with_branch(partners=partners, mode=BranchMode.JOINT)
    with pytest.raises(NobodyTakesItError):
        office.tell(moved(counted=3, branch="b-1"))
    assert office.tell(moved(counted=3)) == [TOLD, CROSSED]
    assert office.state(BRANCH).counted == 5


def test_a_branch_that_does_not_have_the_enterprise_takes_nothing_of_it() -> None:
    office = with_branch(partners=(branches.partner(2, enterprise="e-9"),))
    with pytest.raises(NobodyTakesItError):
        office.tell(moved(counted=3))


def test_a_branch_founded_in_a_body_is_named_alone() -> None:
    office = with_branch(partners=(), mode=BranchMode.PROJECT, body_counted=6)
    assert office.tell(moved(counted=7, branch="b-1")) == [TOLD, CROSSED]
    assert office.state(BRANCH).counted == 7
    with pytest.raises(NobodyTakesItError):
        office.tell(moved(counted=7, branch="b-1", uscc=CODE))
