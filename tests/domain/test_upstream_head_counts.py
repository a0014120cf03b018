"""Upstream tells how many employees an enterprise has."""

from datetime import date
from typing import Any

import pytest

from domain.investigation.sections import SectionName
from domain.matter.commands import Suspend, SuspensionGround
from domain.matter.errors import ActedBeforeError
from domain.orders import Role
from domain.register.row import Headcount
from domain.upstream.refusals import NobodyTakesItError, OlderError, UnknownEnterpriseError
from tests.catalogues import catalogue
from tests.domain import branch_given as branches
from tests.domain.enterprise_cases import CODE
from tests.domain.test_investigation import here, told, workforce
from tests.domain.upstream_world import (
    ALREADY_SO,
    BRANCH,
    ENTERPRISE,
    INVESTIGATION,
    Office,
    accepted,
    filled,
    of_type,
    with_branch,
    with_enterprise,
    with_investigation,
)
from tests.spec import ZHAO

REPORTED, DISPUTED, DIFFERENT = (
    ["investigation.section_reported.v1"],
    ["investigation.section_disputed.v1"],
    ["investigation.difference_reported.v1"],
)
TAKEN = ["branch.employees_reported.v1"]


def count(total: int | None = 36, on: str = "2026-03-01", **kinds: int) -> Any:
    employees = Headcount(total=total, **kinds)
    return of_type("head-count.reported", uscc=CODE, employees=employees, counted_on=date.fromisoformat(on))


def section(office: Office) -> Any:
    return office.state(INVESTIGATION).section(SectionName.WORKFORCE)


def test_nobody_takes_a_number_that_neither_an_investigation_nor_a_branch_asks_for() -> None:
    with pytest.raises(UnknownEnterpriseError):
        Office().tell(count())
    with pytest.raises(NobodyTakesItError) as refused:
        with_enterprise().tell(count())
    said = catalogue().refused(refused.value.rule, refused.value.data)
    assert "进行中的排查" in said.zh
    assert "an open investigation" in said.en


def test_an_open_investigation_takes_it_as_its_section() -> None:
    office = with_investigation()
    assert office.tell(count(open_ended=36)) == REPORTED
    report = section(office).report
    assert report.content.employees == Headcount(total=36, open_ended=36)
    assert (report.observed_on, report.source) == (date(2026, 3, 1), "s-market")
    assert report.content.trade_union is None
    assert office.tell(count(open_ended=36)) == ALREADY_SO
    assert office.tell(count(40, on="2026-03-02")) == REPORTED


def test_what_an_investigator_told_already_and_more_fully_is_nothing_new() -> None:
    office = with_investigation()
    office.do(INVESTIGATION, told(workforce(36)))
    assert office.tell(count()) == ALREADY_SO
    assert office.tell(count(on="2025-12-01")) == ALREADY_SO
    assert section(office).rivals == ()


def test_another_number_than_the_investigators_is_disputed() -> None:
    office = with_investigation()
    office.do(INVESTIGATION, told(workforce(30)))
    assert office.tell(count()) == DISPUTED
    assert office.tell(count()) == ALREADY_SO
    assert section(office).report.content.employees.total == 30


def test_a_number_of_an_earlier_day_than_what_stands_changes_nothing() -> None:
    office = with_investigation()
    office.tell(count(40, on="2026-03-01"))
    with pytest.raises(OlderError, match="2026-02-28"):
        office.tell(count(36, on="2026-02-28"), on="2026-03-03")
    assert section(office).report.content.employees.total == 40


def test_a_number_that_comes_after_other_sections_were_found_is_told_as_of_today() -> None:
    office = with_investigation()
    office.do(INVESTIGATION, told(here(3), on="2026-03-05"))
    (order,) = office.routed(count(), "2026-03-04")
    assert order.acted_on is None
    assert office.tell(count(), on="2026-03-04", received="2026-03-05") == REPORTED


def test_after_the_submission_the_reviewer_sees_a_difference() -> None:
    office = with_investigation()
    filled(office, here(3))
    assert office.tell(count(30)) == ALREADY_SO
    assert office.tell(count(36)) == DIFFERENT
    assert office.tell(count(36)) == ALREADY_SO
    with pytest.raises(OlderError):
        office.tell(count(35, on="2026-02-28"))


def test_no_investigation_takes_it_that_is_over_or_rests() -> None:
    office = with_investigation()
    rest = Suspend(ground=SuspensionGround.DISPUTE, reason="核实")
    office.order(INVESTIGATION, rest, by=ZHAO, on="2026-01-07", role=Role.APPROVER)
    with pytest.raises(NobodyTakesItError):
        office.tell(count())
    office = with_investigation()
    accepted(office, here(3))
    with pytest.raises(NobodyTakesItError):
        office.tell(count())


def test_a_branch_takes_it_as_the_number_of_its_enterprise() -> None:
    office = with_branch()
    assert office.tell(count()) == TAKEN
    assert office.state(BRANCH).partner(ENTERPRISE).employees == 36
    assert office.tell(count()) == ALREADY_SO
    with pytest.raises(ActedBeforeError):
        office.tell(count(30), on="2026-03-01", received="2026-03-05")
    assert office.state(BRANCH).partner(ENTERPRISE).employees == 36


def test_a_later_word_about_members_holds_up_no_number_of_employees() -> None:
    office = with_branch()
    office.order(BRANCH, branches.members(5, enterprise=ENTERPRISE), on="2026-03-05")
    assert office.tell(count(), on="2026-03-04", received="2026-03-05") == TAKEN


def test_both_take_it_where_both_are_there() -> None:
    office = with_branch(with_investigation())
    assert office.tell(count()) == REPORTED + TAKEN


def test_a_branch_needs_a_total_and_adds_up_the_own_kinds_of_contract_itself() -> None:
    with pytest.raises(NobodyTakesItError):
        with_branch().tell(count(None, open_ended=20))
    office = with_branch()
    kinds = count(None, open_ended=20, fixed_term=10, by_task=0, part_time=1, dispatched=9)
    assert office.tell(kinds) == TAKEN
    assert office.state(BRANCH).partner(ENTERPRISE).employees == 31


def test_a_number_that_says_nothing_agrees_with_nothing() -> None:
    office = with_investigation()
    office.do(INVESTIGATION, told(workforce(30)))
    assert office.tell(count(None)) == DISPUTED


def test_a_branch_that_does_not_live_or_only_hosts_the_enterprise_takes_no_number() -> None:
    office = with_branch(partners=(branches.partner(enterprise="e-9"),))
    with pytest.raises(NobodyTakesItError):
        office.tell(count())
    office = with_branch()
    office.scene(BRANCH).state = office.state(BRANCH).model_copy(update={"status": "dissolved"})
    with pytest.raises(NobodyTakesItError):
        office.tell(count())
