"""From the worklist to a living branch: investigated, applied for, sent back, held a second time, founded, filed."""

from datetime import timedelta

from domain.branch.facts import Officer
from domain.branch_kinds import BranchKind
from domain.elections.bodies import Leadership
from domain.elections.slate import Electors, Seat
from domain.establishment import commands as c
from domain.establishment.application import Application, Officers, Partner
from domain.establishment.modes import Mode, ReturnReason
from domain.investigation import commands as i
from domain.investigation.sections import Coverage
from interfaces.demo.enterprises import enterprise
from interfaces.demo.findings import five_sections
from interfaces.demo.paper import document, scan
from interfaces.demo.voting import attendance, slate, unanimous
from tests.browser.walk.people import TOWNSHIP, People

FOUNDED = enterprise("青石")
_NOTICE = timedelta(days=8)
"""Longer than it takes to fill in a form, in a time that runs so fast."""


async def investigation(people: People) -> None:
    """See to the case that the round opened; who reported it does not accept it."""
    operator, today = people[TOWNSHIP.operator], people.running.today
    case = await operator.case("investigation")
    sections = five_sections(FOUNDED, Coverage())
    await operator.does(
        case,
        i.AssignInvestigator(to=TOWNSHIP.operator),
        *(i.ReportSection(content=one, observed_on=today) for one in sections),
        i.SubmitInvestigation(),
    )
    await operator.refused(case, i.AcceptInvestigation(), "permission")
    await people[TOWNSHIP.reviewer].does(case, i.AcceptInvestigation())


async def establishment(people: People) -> str:
    """Found the branch that the investigation led to; return the case."""
    operator, approver = people[TOWNSHIP.operator], people[TOWNSHIP.approver]
    case = await operator.case("establishment")
    secretary = FOUNDED.member(1)
    application = Application(
        mode=Mode.INDEPENDENT,
        name=f"{FOUNDED.row.name}党支部",
        kind=BranchKind.BRANCH,
        partners=(Partner(enterprise=FOUNDED.id, counted=FOUNDED.counted),),
        secretary=secretary,
    )
    await operator.does(case, c.Apply(org=TOWNSHIP.org, application=application))
    back = c.ReturnApplication(reasons=(ReturnReason.INCOMPLETE,), note="请补充党员名册")
    await people[TOWNSHIP.reviewer].does(case, back)
    await operator.does(case, c.Resubmit(application=application))
    founders = (secretary, FOUNDED.member(2))
    decision = c.DecideEstablishment(approved=True, document=document(year=2026), founding_group=founders)
    await operator.refused(case, decision, "permission")
    await approver.does(case, decision)
    await _meetings(people, case)
    return await _founded(people, case)


async def _founded(people: People, case: str) -> str:
    """Report the result, have it accepted, file it."""
    operator, approver = people[TOWNSHIP.operator], people[TOWNSHIP.approver]
    officers = Officers(secretary=Officer(person=FOUNDED.member(1)))
    await operator.does(case, c.ReportResult(officers=officers))
    await approver.does(
        case, c.AcceptResult(document=document(year=2026)), c.ApproveSecretary(document=document(year=2026))
    )
    await operator.does(case, c.FileEstablishment(document=document("示组", 2026)))
    await people[TOWNSHIP.registrar].does(case, c.AcknowledgeEstablishment())
    return case


async def _meetings(people: People, case: str) -> None:
    """Hold the founding meeting, to which too few come, and hold it again."""
    operator, voters = people[TOWNSHIP.operator], FOUNDED.counted
    ballot = slate(Seat.SECRETARY, Electors.MEETING, 1, [FOUNDED.member(1)])
    for present, ballots in ((voters // 2, ()), (voters, unanimous(ballot, voters))):
        candidates = c.ApproveCandidates(
            leadership=Leadership(seats=0), slates=(ballot,), document=document(year=2026)
        )
        await people[TOWNSHIP.approver].does(case, candidates)
        meeting_on = people.running.today + _NOTICE
        await operator.does(case, c.Convene(meeting_on=meeting_on))
        await people.running.until(meeting_on)
        held = c.RecordFoundingMeeting(
            held_on=meeting_on,
            attendance=attendance(voters, present),
            elections=(ballots,) if ballots else (),
            minutes=(scan("成立大会记录"),),
        )
        await operator.does(case, held)
