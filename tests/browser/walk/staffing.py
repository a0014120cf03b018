"""A branch from before is taken over; its secretary's contract ends, is filed twice, the office falls vacant and is filled."""

from datetime import date, timedelta

from domain.appointment import commands as a
from domain.appointment.kinds import InternalPost, ReviewResult, Source, Standard
from domain.branch.commands import DecideOffice, Vote
from domain.branch.facts import HeldContract, Officer, Partner, TermOfOffice
from domain.branch.kinds import BranchMode, OfficeAnswer
from domain.branch.onboarding import ConfirmRegistration, LegacyFacts, RegisterExistingBranch
from domain.branch_kinds import BranchKind
from domain.elections.slate import Electors, Seat
from domain.filing import commands as f
from domain.filing.kinds import FilingKind, LegalGround, Post
from domain.model import EntryRef
from interfaces.demo.cast import COUNTY
from interfaces.demo.enterprises import MEMBER_SINCE, enterprise
from interfaces.demo.onboarding import TERMS
from interfaces.demo.paper import document, scan
from interfaces.demo.voting import attendance, slate, unanimous
from tests.browser.walk.people import TOWNSHIP, People

LED = enterprise("北窗")
_VOTERS, _CONTRACT = 4, "K-1"
_FOUNDED_ON = date(2015, 6, 1)


async def taken_over(people: People) -> str:
    """Register the branch, and have it confirmed by somebody else; return its stream."""
    registered = RegisterExistingBranch(
        org=TOWNSHIP.org,
        superior=TOWNSHIP.org,
        name=f"{LED.row.name}党支部",
        facts=LegacyFacts(
            branch_kind=BranchKind.BRANCH,
            mode=BranchMode.INDEPENDENT,
            founded_on=_FOUNDED_ON,
            secretary=Officer(person=LED.member(1), investor=False),
            term=TermOfOffice(starts_on=date(2024, 6, 1), ends_on=date(2027, 5, 31)),
            partners=(Partner(enterprise=LED.id, counted=_VOTERS),),
        ),
        contracts=(HeldContract(contract=_CONTRACT, person=LED.member(1), post=Post.SECRETARY, terms=TERMS),),
    )
    branch = await people[TOWNSHIP.operator].opens(f"/open/branch?by={registered.kind_name()}", registered)
    await people[TOWNSHIP.approver].does(branch, ConfirmRegistration())
    return branch


async def filing(people: People, branch: str) -> None:
    """File that the contract ended; the registrar asks for a correction, then gives the receipt."""
    operator, registrar = people[TOWNSHIP.operator], people[TOWNSHIP.registrar]
    change = f.FiledChange(
        ground=LegalGround.RETIREMENT, effective_on=people.running.today - timedelta(days=2), before=TERMS
    )
    submitted = f.SubmitFiling(
        filing=FilingKind.TERMINATION,
        org=TOWNSHIP.org,
        branch=branch.split("/")[1],
        enterprise=LED.id,
        person=LED.member(1),
        post=Post.SECRETARY,
        contract_entry=EntryRef(stream=f"contract/{_CONTRACT}", version=1),
        change=change,
    )
    case = await operator.opens("/open/filing", submitted, _CONTRACT)
    await registrar.does(case, f.RequestCorrection(items=("请补充退休证明",)))
    await operator.does(case, f.Correct(change=change.model_copy(update={"documents": (scan("退休证明"),)})))
    await operator.refused(case, f.AcknowledgeFiling(), "permission")
    await registrar.answers_twice(case, f.AcknowledgeFiling())
    vacate = DecideOffice(answer=OfficeAnswer.VACATE, reason="已到退休年龄", document=document(year=2026))
    await people[COUNTY.approver].does(branch, vacate)


async def appointment(people: People) -> None:
    """Fill the office: nominated, assessed, reviewed, on notice, elected, approved, in office."""
    operator = people[TOWNSHIP.operator]
    case, candidate = await operator.case("appointment"), LED.member(2)
    nominated = a.Nominate(
        candidate=candidate,
        source=Source.INTERNAL,
        post=InternalPost.BACKBONE,
        facts=a.CandidateFacts(full_since=MEMBER_SINCE, investor=False),
    )
    await operator.does(case, nominated, a.AssessCandidate(met=tuple(Standard), text=scan("考察材料")))
    await people[TOWNSHIP.reviewer].does(case, a.ReviewQualification(result=ReviewResult.PASSED))
    await operator.does(case, a.OpenAppointmentNotice(notice=scan("任前公示")))
    ballot = slate(Seat.SECRETARY, Electors.MEETING, 1, [candidate])
    vote = Vote(attendance=attendance(_VOTERS), ballots=unanimous(ballot, _VOTERS))
    await operator.awaits(case, a.RecordElection)
    held = a.RecordElection(held_on=people.running.today, vote=vote, minutes=scan("选举记录"))
    await operator.does(case, held, a.ReportElectionResult(document=document("示支", 2026)))
    approval = a.ApproveAppointment(approved=True, document=document(year=2026))
    await operator.refused(case, approval, "permission")
    await people[COUNTY.approver].does(case, approval)
    await operator.does(case, a.TakeOffice(starts_on=people.running.today))
