"""A vacant office is filled: nominated, assessed, reviewed, on notice, elected, approved, in office (书记选配)."""

from datetime import date

from domain.appointment import commands as c
from domain.appointment.kinds import InternalPost, ReviewResult, Source, Standard
from domain.appointment.state import AppointmentStatus
from domain.branch.commands import Vote
from domain.branch.kinds import Office
from domain.elections.slate import Electors, Seat
from interfaces.demo.cast import COUNTY, THIRD
from interfaces.demo.enterprises import MEMBER_SINCE
from interfaces.demo.onboarding import TakenOver
from interfaces.demo.paper import document, scan
from interfaces.demo.stage import Stage
from interfaces.demo.voting import attendance, slate, unanimous


async def fill_office(stage: Stage, branch: TakenOver) -> None:
    """Carry the appointment that the vacancy opened to its end."""
    case = f"appointment/{branch.id}/1"
    await stage.until_status(case, "opened")
    await _nominate(stage, case, branch)
    await stage.act(THIRD.reviewer, case, c.ReviewQualification(result=ReviewResult.PASSED))
    await stage.act(THIRD.operator, case, c.OpenAppointmentNotice(notice=scan("任前公示")))
    await stage.until_status(case, AppointmentStatus.NOTICE_OVER)
    await _elect(stage, case, branch)
    await stage.act(THIRD.operator, case, c.ReportElectionResult(document=document("示支")))
    approval = c.ApproveAppointment(approved=True, document=document())
    await stage.act(COUNTY.approver, case, approval)
    await stage.act(THIRD.operator, case, c.TakeOffice(starts_on=stage.today))
    await _in_office(stage, branch)


async def _nominate(stage: Stage, case: str, branch: TakenOver) -> None:
    """Try somebody who is too short a full member, then nominate one of the backbone and assess the eight standards."""
    candidate = branch.enterprise.member(2)
    nomination = c.Nominate(
        candidate=candidate,
        source=Source.INTERNAL,
        post=InternalPost.BACKBONE,
        facts=c.CandidateFacts(full_since=stage.today, investor=False),
    )
    await stage.refused("appointment.membership-too-short", THIRD.operator, case, nomination)
    long_enough = c.CandidateFacts(full_since=MEMBER_SINCE, investor=False)
    await stage.act(THIRD.operator, case, nomination.model_copy(update={"facts": long_enough}))
    await stage.act(THIRD.operator, case, c.AssessCandidate(met=tuple(Standard), text=scan("考察材料")))


async def _elect(stage: Stage, case: str, branch: TakenOver) -> None:
    voters = branch.enterprise.counted
    candidate = slate(Seat.SECRETARY, Electors.MEETING, 1, [branch.enterprise.member(2)])
    vote = Vote(attendance=attendance(voters), ballots=unanimous(candidate, voters))
    election = c.RecordElection(held_on=stage.today, vote=vote, minutes=scan("选举记录"))
    await stage.act(THIRD.operator, case, election)


async def _in_office(stage: Stage, branch: TakenOver) -> None:
    successor = branch.enterprise.member(2)

    async def noted() -> bool:
        holder = (await stage.state(branch.stream)).holder(Office.SECRETARY)
        return holder is not None and holder.person == successor

    await stage.until(noted, "丁香：新书记已到任", "丁香: the new secretary is in office")
    term = (await stage.state(branch.stream)).term
    stage.expect(
        term is not None and term.ends_on == date(2027, 5, 31),
        "届中补选，任期至本届届满",
        "elected in mid-term, the new secretary serves the rest of the term",
    )
    stage.tell("丁香：新书记到任。", "丁香: a new secretary is in office.")
