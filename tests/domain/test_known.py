"""What is known before anybody writes: what the record says, of the one thing that can be meant, and no judgement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from domain.appointment.commands import CandidateFacts, DecideAppointmentObjection
from domain.appointment.kinds import Source
from domain.appointment.state import AppointmentState, Candidacy
from domain.appointment.state import Objection as Raised
from domain.branch import commands as b
from domain.branch.facts import HeldContract, Officer, Partner
from domain.branch.kinds import Direction
from domain.branch.state import BranchState, ContractRecord, OpenThreshold
from domain.campaign.commands import ChangeWindow
from domain.campaign.state import CampaignState
from domain.contract.decider import ContractState
from domain.enterprise.commands import ConcludeLifeEvent
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.enterprise.state import EnterpriseState, Proposal
from domain.establishment.commands import Apply, DecideEstablishment, PlaceAdviser, Resubmit
from domain.establishment.modes import Mode
from domain.establishment.state import EstablishmentState
from domain.establishment.state import Status as Founding
from domain.evaluation import commands as v
from domain.evaluation.facts import Objection, ReportedVeto
from domain.evaluation.state import EvaluationState
from domain.evaluation_round.commands import ProceedWithout
from domain.evaluation_round.state import RoundState
from domain.filing.commands import AcknowledgeFiling, Correct, RequestCorrection, SubmitFiling
from domain.filing.kinds import Post
from domain.filing.state import FilingState
from domain.investigation.commands import CorrectSection, OpenInvestigation, RecordTransfer
from domain.investigation.sections import Operations, Report, Section, SectionName, Workforce
from domain.investigation.state import InvestigationState, Told
from domain.known.asking import SHARED, TELLING, contracts, known, which
from domain.matter.commands import Comment, CorrectRecord, SettleConsequence, Urge
from domain.matter.state import Consequence, Matter
from domain.model import EntryRef
from domain.orders import Command
from domain.processes import DECIDERS
from domain.register.row import Headcount
from tests.domain.establishment_given import application, partner
from tests.domain.test_filing import PERSON, SPEC, TERMS, change, submit
from tests.spec import WANG, ZHAO, Did, did

ORIGIN = EntryRef(stream="filing/K-2/1", version=3)


def told(command: type[Command], state: Matter, of: str = "") -> dict[str, Any]:
    return {one.field: one.value for one in known(command, state, of)}


def filing(*past: Did) -> FilingState:
    state = SPEC.given(did(submit(), by=WANG), *past).state
    assert isinstance(state, FilingState)
    return state


def test_a_correction_begins_with_what_was_filed() -> None:
    sent_back = filing(did(RequestCorrection(items=("请补签字页",)), by=ZHAO))
    assert told(Correct, sent_back) == {"change": change("2026-09-24")}


def test_the_next_filing_of_a_contract_begins_with_whose_it_is_and_another_ones_with_nothing() -> None:
    assert told(SubmitFiling, filing(), "K-1") == {
        "org": "o-1-b1",
        "branch": "b-1",
        "enterprise": "e-1",
        "person": PERSON,
        "post": Post.SECRETARY,
    }
    assert told(SubmitFiling, filing(), "K-2") == {}


def test_a_contract_tells_its_terms_as_long_as_it_runs() -> None:
    runs = ContractState(stream="contract/K-1", known=True, terms=TERMS)
    assert told(SubmitFiling, runs, "K-1") == {"change.before": TERMS}
    assert told(SubmitFiling, runs.model_copy(update={"ended_by": "filing/K-1/1"}), "K-1") == {}


def test_an_application_begins_with_what_was_prepared_and_a_second_one_with_the_first() -> None:
    preparing = EstablishmentState(
        stream="establishment/b-1",
        status=Founding.PREPARING,
        org="o-1",
        mode=Mode.INDEPENDENT,
        prepared=(partner(),),
    )
    assert told(Apply, preparing) == {
        "org": "o-1",
        "application.mode": Mode.INDEPENDENT,
        "application.partners": (partner(),),
    }
    returned = preparing.model_copy(update={"status": Founding.RETURNED, "application": application()})
    assert told(Apply, returned) == {}
    assert told(Resubmit, returned) == {"application": application()}
    assert told(PlaceAdviser, returned.model_copy(update={"adviser": PERSON})) == {"adviser": PERSON}


def test_a_decision_begins_empty_whatever_was_decided_before() -> None:
    decided = EstablishmentState(
        stream="establishment/b-1", document="示委〔2026〕1号", founding_group=(PERSON,)
    )
    assert told(DecideEstablishment, decided) == {}
    assert told(AcknowledgeFiling, filing()) == {}
    assert told(v.ReviewAssessment, EvaluationState(stream="evaluation/b-1/2026")) == {}
    assert told(CorrectRecord, filing()) == {}


def branch(**more: Any) -> BranchState:
    fields: dict[str, Any] = {
        "stream": "branch/b-1",
        "org": "o-1-b1",
        "secretary": Officer(person=PERSON, investor=True),
        "partners": (Partner(enterprise="e-1"),),
        "contracts": (
            ContractRecord(
                held=HeldContract(contract="K-1", person=PERSON, post=Post.SECRETARY, terms=TERMS)
            ),
        ),
    }
    return BranchState(**(fields | more))


def test_a_filing_that_a_branch_begins_has_the_contract_as_the_branch_knows_it() -> None:
    assert told(SubmitFiling, branch(), "K-1") == {
        "org": "o-1-b1",
        "branch": "b-1",
        "enterprise": "e-1",
        "person": PERSON,
        "post": Post.SECRETARY,
        "investor": True,
        "change.before": TERMS,
    }
    assert told(SubmitFiling, branch(), "K-9") == {}
    assert "investor" not in told(SubmitFiling, branch(secretary=None), "K-1")


def test_a_branch_offers_the_contracts_that_have_not_ended() -> None:
    ended = branch().contracts[0].model_copy(update={"reached": True})
    assert contracts(branch()) == ("K-1",)
    assert contracts(branch(contracts=(ended,))) == contracts(branch(closed=True)) == ()
    assert contracts(filing()) == ()


def test_what_can_only_mean_one_is_told_and_what_may_mean_two_is_not() -> None:
    two = branch(partners=(Partner(enterprise="e-1"), Partner(enterprise="e-2")))
    for command in (b.ReportMembership, b.ReportEmployees):
        assert told(command, branch()) == {"enterprise": "e-1"}
        assert told(command, two) == {}
    crossed = OpenThreshold(threshold=3, enterprise="e-1", direction=Direction.DOWN)
    assert told(b.DecideThreshold, branch(thresholds=(crossed,))) == {"threshold": 3, "enterprise": "e-1"}
    assert told(b.DecideThreshold, branch(thresholds=(crossed, crossed))) == {}


def test_the_secretarys_year_is_graded_once_it_was_reported() -> None:
    assert told(b.GradeSecretary, branch(reported_year=2025)) == {"year": 2025}
    assert told(b.GradeSecretary, branch(reported_year=2025, graded_year=2025)) == {}
    assert told(b.RecordMerit, branch()) == {"person": PERSON}
    assert told(b.RecordMerit, branch(secretary=None)) == {}


def test_an_enterprise_tells_where_it_lies_and_which_change_waits() -> None:
    life = LifeEvent(what=LifeEventKind.MERGED, happened_on=date(2026, 1, 1), successor="e-2")
    state = EnterpriseState(stream="enterprise/e-1", org="o-1", proposals=(Proposal(life=life, by=(WANG,)),))
    assert told(OpenInvestigation, state) == {"org": "o-1"}
    assert told(ConcludeLifeEvent, state) == {"what": LifeEventKind.MERGED}
    assert told(ConcludeLifeEvent, EnterpriseState(stream="enterprise/e-1")) == {}


def test_a_section_is_corrected_from_what_was_told_in_it() -> None:
    staff = Workforce(employees=Headcount(total=12))
    works = Operations(premises=True, in_production=True)
    state = InvestigationState(
        stream="investigation/e-1/1", told=tuple(_told(one) for one in (staff, works)), transfers=("p-9",)
    )
    assert which(CorrectSection, state) == (SectionName.WORKFORCE, SectionName.OPERATIONS)
    assert which(RecordTransfer, state) == which(CorrectSection, filing()) == ()
    assert told(CorrectSection, state, "workforce") == {
        "content": staff,
        "observed_on": date(2026, 9, 1),
    }
    assert told(CorrectSection, state) == {}
    assert told(RecordTransfer, state) == {"person": "p-9"}


def _told(content: Section) -> Told:
    return Told(report=Report(content=content, source=WANG, observed_on=date(2026, 9, 1)))


def test_the_one_objection_veto_or_subordinate_that_is_open_is_told() -> None:
    objection = Objection(number=2, raised_by=(WANG,))
    veto = ReportedVeto(veto="v-1", happened_on=date(2026, 5, 1), reported_by=(WANG,))
    state = EvaluationState(stream="evaluation/b-1/2026", objections=(objection,), vetoes=(veto,))
    objecting: tuple[type[Command], ...] = (v.InvestigateObjection, v.DecideObjection)
    for command in objecting:
        assert told(command, state) == {"number": 2}
        assert told(command, EvaluationState(stream="evaluation/b-1/2026")) == {}
    concluding: tuple[type[Command], ...] = (v.DismissVeto, v.ProposeDowngrade)
    for command in concluding:
        assert told(command, state) == {"veto": "v-1"}
    assert told(ProceedWithout, RoundState(stream="evaluation-round/o-1/2026", awaited=("o-2",))) == {
        "org": "o-2"
    }
    assert told(ChangeWindow, CampaignState(stream="campaign/o-1/2026", window=50)) == {"window": 50}


@pytest.mark.parametrize(("numbers", "expected"), [((), {}), ((1,), {"objection": 1}), ((1, 2), {})])
def test_the_one_objection_to_a_candidate_is_told(numbers: Sequence[int], expected: dict[str, int]) -> None:
    candidacy = Candidacy(
        person=PERSON,
        source=Source.INTERNAL,
        facts=CandidateFacts(full_since=None),
        objections=tuple(Raised(number=one, raised_on=date(2026, 5, 1)) for one in numbers),
    )
    state = AppointmentState(stream="appointment/b-1/1", candidacy=candidacy)
    assert told(DecideAppointmentObjection, state) == expected
    assert told(DecideAppointmentObjection, AppointmentState(stream="appointment/b-1/1")) == {}


def test_in_every_case_the_one_step_that_waits_and_the_one_consequence_are_told() -> None:
    assert told(Urge, filing()) == {"action": "answer_filing"}
    assert told(Urge, FilingState(stream="filing/K-1/1", closed=True)) == {}
    wrong = filing().model_copy(
        update={"consequences": (Consequence(origin=ORIGIN, followed="filing.acknowledged.v1"),)}
    )
    assert told(SettleConsequence, wrong) == {"origin": ORIGIN}
    assert told(SettleConsequence, filing()) == {}
    assert told(Comment, filing()) == {}


def test_whoever_tells_is_a_kind_of_stream_and_is_asked_of_commands_that_somebody_can_give() -> None:
    given = {one for decider in DECIDERS.values() for one in decider.commands}
    assert set(TELLING) <= set(DECIDERS)
    assert {one for telling in TELLING.values() for one in telling} <= given
    assert not set(SHARED) & given
