"""Upstream tells what happened to the contract of a secretary or party worker."""

from datetime import date
from typing import Any

import pytest

from domain.contract.decider import ContractEndedError
from domain.filing import commands as c
from domain.filing.kinds import LegalGround
from domain.filing.refusals import MissingTermsError
from domain.orders import Role
from domain.people import Person
from domain.serials.serials import AlreadyOpenError, ClaimSerial
from domain.upstream.refusals import NobodyTakesItError, OlderError, UnknownEnterpriseError
from tests.domain.enterprise_cases import CODE
from tests.domain.test_filing import TERMS, change
from tests.domain.upstream_world import (
    ALREADY_SO,
    Office,
    of_type,
    with_branch,
    with_enterprise,
)
from tests.spec import ZHAO, by_service

SUBMITTED = ["filing.submitted.v1"]
FIRST, SECOND, THIRD = (f"filing/K-1/{number}" for number in (1, 2, 3))
GROUNDS = {
    "registered": (LegalGround.AGREEMENT, None, TERMS),
    "renewed": (LegalGround.AGREEMENT, TERMS, TERMS),
    "changed": (LegalGround.AGREEMENT, TERMS, TERMS),
    "rescinded": (LegalGround.EMPLOYEE_RESIGNS, TERMS, None),
    "terminated": (LegalGround.EXPIRY, TERMS, None),
    "restored": (LegalGround.COURT, None, None),
}


def told(what: str = "rescinded", effective: str = "2026-03-01", **more: Any) -> Any:
    ground, before, after = GROUNDS[what]
    fields = {
        "contract": "K-1",
        "uscc": CODE,
        "person": Person(id="p-han", name="示例党员"),
        "post": "secretary",
        "change": change(effective, ground, before, after),
    }
    return of_type(f"contract.{what}", **(fields | more))


def answered(office: Office, stream: str, command: Any = None, on: str | None = None) -> None:
    office.order(stream, command or c.AcknowledgeFiling(), by=ZHAO, on=on, role=Role.REGISTRAR)


def registered() -> Office:
    office = with_branch()
    office.tell(told("registered", "2026-02-24"), on="2026-02-24")
    answered(office, FIRST)
    return office


@pytest.mark.parametrize("what", GROUNDS)
def test_where_no_branch_lives_nothing_is_filed(what: str) -> None:
    with pytest.raises(UnknownEnterpriseError):
        Office().tell(told(what))
    with pytest.raises(NobodyTakesItError, match="K-1"):
        with_enterprise().tell(told(what))
    with pytest.raises(NobodyTakesItError):
        with_branch().tell(told(what, branch="b-9"))


@pytest.mark.parametrize("what", GROUNDS)
@pytest.mark.parametrize("branch", [None, "b-1"])
def test_what_happened_to_an_unknown_contract_is_filed_and_flagged(what: str, branch: str | None) -> None:
    office = with_branch()
    assert office.tell(told(what, branch=branch)) == SUBMITTED
    filing = office.state(FIRST)
    assert filing.contract_known is (what == "registered")
    assert (filing.filing, filing.branch, filing.org) == (told(what).filing, "b-1", "o-1-b1")
    assert filing.submitted_on == date(2026, 3, 2)


@pytest.mark.parametrize("what", sorted(set(GROUNDS) - {"registered"}))
def test_what_happened_to_a_known_contract_is_filed_under_its_next_number(what: str) -> None:
    office = registered()
    assert office.tell(told(what)) == SUBMITTED
    assert office.state(SECOND).contract_known


@pytest.mark.parametrize("what", GROUNDS)
def test_what_is_filed_already_is_already_so(what: str) -> None:
    office = with_branch()
    office.tell(told(what))
    assert office.tell(told(what)) == ALREADY_SO
    answered(office, FIRST, on="2026-03-05")
    assert office.tell(told(what), on="2026-03-04", received="2026-03-06") == ALREADY_SO


@pytest.mark.parametrize("what", GROUNDS)
def test_while_a_filing_is_open_another_one_waits_for_its_answer(what: str) -> None:
    office = with_branch()
    office.tell(told(what))
    with pytest.raises(AlreadyOpenError, match=FIRST):
        office.tell(told(what, "2026-03-02"))


@pytest.mark.parametrize("what", GROUNDS)
def test_what_was_sent_back_is_mended_by_what_is_told_anew(what: str) -> None:
    office = with_branch()
    office.tell(told(what))
    answered(office, FIRST, c.RequestCorrection(items=("生效日期",)), on="2026-03-03")
    assert office.tell(told(what, "2026-02-26"), on="2026-03-04") == ["filing.corrected.v1"]
    assert office.state(FIRST).change.effective_on == date(2026, 2, 26)


def test_another_kind_of_fact_mends_nothing() -> None:
    office = with_branch()
    office.tell(told("changed"))
    answered(office, FIRST, c.RequestCorrection(items=("生效日期",)), on="2026-03-03")
    with pytest.raises(AlreadyOpenError):
        office.tell(told("rescinded"), on="2026-03-04")


@pytest.mark.parametrize("what", sorted(set(GROUNDS) - {"restored"}))
def test_a_contract_that_ended_is_not_changed_or_ended_again(what: str) -> None:
    office = registered()
    office.tell(told("rescinded"))
    answered(office, SECOND)
    with pytest.raises(ContractEndedError, match=SECOND):
        office.tell(told(what, "2026-04-01"), on="2026-04-01")


def test_a_court_restores_what_had_ended_from_whenever_it_says() -> None:
    office = registered()
    office.tell(told("rescinded"))
    answered(office, SECOND)
    assert office.tell(told("restored", "2026-02-26"), on="2026-04-01") == SUBMITTED
    answered(office, THIRD)
    assert office.tell(told("terminated", "2026-04-10"), on="2026-04-10") == SUBMITTED


def test_a_change_of_an_earlier_day_does_not_undo_a_later_one() -> None:
    office = registered()
    office.tell(told("changed", "2026-03-05"), on="2026-03-05")
    answered(office, SECOND)
    with pytest.raises(OlderError, match="2026-03-04"):
        office.tell(told("changed", "2026-03-04"), on="2026-03-06")
    assert office.tell(told("renewed", "2026-03-05"), on="2026-03-06") == SUBMITTED


def test_what_was_withdrawn_may_be_told_anew() -> None:
    office = registered()
    office.tell(told("changed"))
    office.order(SECOND, c.Withdraw(reason="填报有误"), on="2026-03-03")
    assert office.tell(told("changed"), on="2026-03-04") == SUBMITTED
    office.order(THIRD, c.Withdraw(reason="填报有误"), on="2026-03-05")
    assert office.tell(told("rescinded", "2026-02-27"), on="2026-03-06") == SUBMITTED


def test_a_filing_that_was_reopened_is_the_open_one_whatever_its_number() -> None:
    office = registered()
    office.tell(told("changed"))
    answered(office, SECOND)
    again = ClaimSerial(of="filing", number=1, by=FIRST, again=True)
    office.do("contract/K-1", by_service(again))
    with pytest.raises(AlreadyOpenError, match=FIRST):
        office.tell(told("changed", "2026-03-04"), on="2026-03-04")


def test_what_lacks_its_terms_is_refused_by_the_filing() -> None:
    with pytest.raises(MissingTermsError):
        with_branch().tell(told("changed", change=change(before=TERMS)))
