"""Whole stories on the real engines: an office that falls vacant is filled, a year's stars reach the branch."""

from typing import Any

from domain.appointment import commands as ap
from domain.branch import commands as br
from domain.branch.facts import Officer
from domain.branch.kinds import Office, VacancyGround
from domain.branch.state import BranchStatus
from domain.dates import add_years, end_of, local_day
from domain.establishment.modes import Mode
from domain.evaluation import commands as ev
from domain.evaluation_round import commands as ro
from domain.evaluation_round.rows import EnrolledBranch
from domain.evaluation_round.state import Status
from domain.orders import Command, Role
from infra.clock import now
from infra.ids import new_id
from tests.domain.branch_given import DOC, MEI, PAPER, SECRETARY, facts, partner
from tests.domain.establishment_given import (
    ACCEPT,
    ACKNOWLEDGE,
    APPROVE,
    FILE,
    SECRETARY_APPROVED,
    application,
    apply,
    body,
    candidates,
    convene,
    held,
    report,
)
from tests.domain.evaluation_given import evaluator_scores, sheet
from tests.domain.star_cases import SIX_HAVES
from tests.domain.test_appointment import PASS, assess, nominate
from tests.service import Service, order
from tests.workflows.test_chain import registered

WANG, ZHAO, QIAN, SUN = "p-wang", "p-zhao", "p-qian", "p-sun"


async def act(service: Service, stream: str, command: Command, by: str, role: Role | None = None) -> Any:
    return await service.order(stream, order(command, by=by, role=role))


async def taken_over(service: Service, secretary: Officer = SECRETARY, superior: str = "o-1") -> str:
    """A branch from before the system, confirmed."""
    enterprise = await registered(service)
    branch = f"b-{new_id().hex[-12:]}"
    person = secretary.person.model_copy(update={"id": f"p-{branch}"})
    known = facts(
        partners=(partner(enterprise=enterprise),), secretary=secretary.model_copy(update={"person": person})
    )
    command = br.RegisterExistingBranch(
        org=f"{superior}-b1", superior=superior, name="示例公司党支部", facts=known
    )
    await act(service, f"branch/{branch}", command, WANG)
    await act(service, f"branch/{branch}", br.ConfirmRegistration(), ZHAO)
    return branch


async def test_a_project_founds_a_branch(service: Service) -> None:
    branch = f"b-{new_id().hex[-12:]}"
    stream, today = f"establishment/{branch}", local_day(now())
    lasting = body(starts_on=today, ends_on=add_years(today, 1))
    await act(service, stream, apply(application(Mode.PROJECT, body=lasting)), WANG)
    await act(service, stream, APPROVE, ZHAO)
    await service.until(lambda: service.opened(f"branch/{branch}"))
    await act(service, stream, candidates(), ZHAO)
    await act(service, stream, convene(today.isoformat()), WANG)
    await act(service, stream, held(held_on=today), WANG)
    await act(service, stream, report(), WANG)
    for command in (ACCEPT, SECRETARY_APPROVED, FILE):
        await act(service, stream, command, ZHAO, Role.APPROVER)
    await act(service, stream, ACKNOWLEDGE, SUN)

    async def active() -> bool:
        return (await service.state(f"branch/{branch}")).status is BranchStatus.ACTIVE

    await service.until(active)
    await service.until(lambda: service.settled(stream))
    assert (await service.state(stream)).closed


async def test_an_office_that_falls_vacant_is_filled(service: Service) -> None:
    branch = await taken_over(service)
    ground = VacancyGround.RESIGNATION
    vacant = br.DeclareVacancy(office=Office.SECRETARY, ground=ground, reason="本人提出")
    await act(service, f"branch/{branch}", vacant, ZHAO)
    stream = f"appointment/{branch}/1"
    await service.until(lambda: service.opened(stream))
    candidate = MEI.model_copy(update={"id": f"p-mei-{branch}"})
    await act(service, stream, nominate().model_copy(update={"candidate": candidate}), WANG)
    await act(service, stream, assess(), WANG)
    await act(service, stream, PASS, ZHAO)
    await act(service, stream, ap.OpenAppointmentNotice(notice=PAPER), WANG)
    notice = (await service.state(stream)).deadlines[0]
    await service.let_pass(stream, end_of(notice.due_on))
    await act(service, stream, ap.Appoint(document=DOC), SUN)
    await act(service, stream, ap.ApproveAppointment(approved=True, document=DOC), QIAN)
    today = local_day(await service.env.get_current_time(service.workflow(stream)))
    await act(service, stream, ap.TakeOffice(starts_on=today), WANG)

    async def seated() -> bool:
        secretary = (await service.state(f"branch/{branch}")).secretary
        return secretary is not None and secretary.person.id == candidate.id

    await service.until(seated)
    assert (await service.state(stream)).closed


async def test_a_years_stars_reach_the_branches_and_an_incident_takes_one_away(service: Service) -> None:
    branches = [await taken_over(service) for _ in range(2)]
    stream = f"evaluation-round/o-{new_id().hex[-12:]}/2025"
    enrolled = tuple(EnrolledBranch(branch=one, org="o-1-b1", last_star=3) for one in branches)
    await act(service, stream, ro.OpenRound(branches=enrolled), WANG, Role.OPERATOR)
    for branch in branches:
        await scored(service, f"evaluation/{branch}/2025", 850)
    await service.until(lambda: at(service, stream, Status.READY))
    await act(service, stream, ro.Rank(), QIAN)
    await service.until(lambda: at(service, stream, Status.PROPOSED, Status.TIED))
    if (await service.state(stream)).status is Status.TIED:
        await act(service, stream, ro.DecideTie(branches=tuple(branches)), SUN, Role.APPROVER)
        await service.until(lambda: at(service, stream, Status.PROPOSED))
    await act(service, stream, ro.OpenRoundNotice(), QIAN)
    await service.until(lambda: at(service, stream, Status.ON_NOTICE))
    await service.let_pass(stream, end_of((await service.state(stream)).notice))
    await act(service, stream, ro.AwardStars(document=DOC), SUN)
    await service.until(lambda: at(service, stream, Status.COMPLETED))

    async def starred() -> bool:
        states = [await service.state(f"branch/{branch}") for branch in branches]
        return all(any(one.year == 2025 for one in state.stars) for state in states)

    await service.until(starred)
    await loses_its_star(service, branches[0])


async def loses_its_star(service: Service, branch: str) -> None:
    """A system tells of an incident: the closed evaluation is open again until it is concluded."""
    stream = f"evaluation/{branch}/2025"
    assert (await service.state(stream)).closed
    incident = ev.ReportVeto(veto="pollution", happened_on=local_day(now()), reasons="超标排放")
    receipt = await act(service, stream, incident, "s-safety", Role.UPSTREAM)
    assert [one.action for one in receipt.tasks] == ["conclude_veto.pollution"]
    again = await act(service, stream, incident, "s-safety", Role.UPSTREAM)
    assert again.already_so
    await act(service, stream, ev.ProposeDowngrade(veto="pollution", star=0, reasons="处罚决定"), QIAN)
    await act(service, stream, ev.DecideDowngrade(granted=True, reasons="属实", document=DOC), SUN)
    assert (await service.state(stream)).closed

    async def removed() -> bool:
        stars = (await service.state(f"branch/{branch}")).stars
        return [one.star for one in stars if one.year == 2025] == [0]

    await service.until(removed)


async def scored(service: Service, stream: str, total: int) -> None:
    await service.until(lambda: service.opened(stream))
    await act(service, stream, ev.SubmitSelfAssessment(sheet=sheet(total)), WANG)
    await act(service, stream, ev.ReviewAssessment(sheet=sheet(total)), ZHAO)
    visit = ev.VerifyOnSite(scores=evaluator_scores(total), met=SIX_HAVES)
    await act(service, stream, visit, QIAN)


async def at(service: Service, stream: str, *statuses: Status) -> bool:
    return (await service.state(stream)).status in statuses
