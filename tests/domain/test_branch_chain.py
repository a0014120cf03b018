"""What the branch's neighbours tell it and it tells them: the chain of `domain/lifecycle.py`."""

import json
from datetime import date

import pytest

from domain.appointment.commands import OpenAppointment
from domain.branch import commands as c
from domain.branch.decider import DECIDER as BRANCH
from domain.branch.kinds import BranchMode, Office
from domain.branch.told import contract_filed
from domain.contract.terms import ContractTerms, Duration
from domain.filing.commands import AcknowledgeFiling, FiledChange, SubmitFiling
from domain.filing.decider import DECIDER as FILING
from domain.filing.kinds import FilingKind, LegalGround, Post
from domain.filing.state import FilingState
from domain.matter.events import FollowUpPromised
from domain.model import EntryRef
from domain.processes import decider_of
from tests.domain.branch_given import HAN, SPEC, activate, begin, term, vacancy
from tests.spec import ZHAO, Outcome, Spec, did

FILINGS = Spec(FILING, stream="filing/K-1/1")


def filed(by: str = ZHAO) -> Outcome:
    terms = ContractTerms(duration=Duration.FIXED, starts_on=date(2024, 1, 1), position="专职党务工作者")
    change = FiledChange(ground=LegalGround.AGREEMENT, effective_on=date(2026, 4, 15), before=terms)
    submitted = SubmitFiling(
        filing=FilingKind.RESCISSION,
        org="o-1-b1",
        branch="b-1",
        enterprise="e-1",
        person=HAN,
        post=Post.SECRETARY,
        contract_entry=EntryRef(stream="contract/K-1", version=1),
        change=change,
    )
    return FILINGS.given(did(submitted)).when(did(AcknowledgeFiling(), by=by))


def promised(outcome: Outcome, kind: str) -> dict[str, object]:
    commands = [one.command for one in outcome.events if isinstance(one, FollowUpPromised)]
    found: list[dict[str, object]] = [json.loads(one) for one in commands]
    return next(one for one in found if one["kind"] == kind)


def test_a_filing_that_was_filed_reaches_the_branch() -> None:
    outcome = filed().promising(("branch/b-1", c.NoteContract))
    noted = promised(outcome, "note_contract")
    assert (noted["filing"], noted["filing_kind"], noted["effective_on"]) == (
        "filing/K-1/1",
        "rescission",
        "2026-04-15",
    )


def test_a_consent_taken_back_reaches_the_branch_as_a_reversal() -> None:
    state = filed().state
    told = contract_filed(state, reversed_by_appeal=True)
    assert told is not None
    assert told[0] == "b-1"
    assert told[1].filing_kind == FilingKind.REVERSE


def test_a_filing_that_names_no_branch_tells_nobody() -> None:
    assert contract_filed(FilingState(stream="filing/K-1/1")) is None


def test_an_appointment_is_opened_with_what_it_must_know_of_the_branch() -> None:
    called = SPEC.given(begin()).when(activate(None))
    assert promised(called, "open_appointment") == OpenAppointment(
        org="o-1-b1",
        superior="o-1",
        office=Office.SECRETARY,
        ground=vacancy("founding").ground,
        branch_kind=called.state.branch_kind,
        term=term("2026-01-12", "2029-01-11"),
    ).model_dump(mode="json")


@pytest.mark.parametrize(("mode", "temporary"), [(BranchMode.TEMPORARY, True), (BranchMode.JOINT, False)])
def test_an_appointment_knows_whether_there_is_a_term(mode: BranchMode, *, temporary: bool) -> None:
    called = SPEC.given(begin(mode=mode)).when(activate(None))
    assert promised(called, "open_appointment")["temporary"] is temporary


def test_every_kind_of_stream_of_the_chain_has_its_decider() -> None:
    assert decider_of("branch/b-1") is BRANCH
    assert decider_of("appointment/b-1/1").name == "appointment"
    assert decider_of("person/p-han").name == "person"
