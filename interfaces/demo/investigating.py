"""The campaign's investigations, each from its assignment to its acceptance (排查)."""

import asyncio
from collections.abc import Callable

from domain.campaign.state import Status
from domain.coverage import Conclusion
from domain.investigation import commands as c
from domain.investigation.sections import Coverage, SectionName
from interfaces.demo.cast import office
from interfaces.demo.enterprises import Enterprise, enterprises
from interfaces.demo.findings import five_sections, members
from interfaces.demo.registering import CAMPAIGN
from interfaces.demo.stage import Stage

CoverageOf = Callable[[Enterprise], Coverage]

_RETURNED = "秋实"
"""Whose investigation is sent back once."""
MOVING_IN = "归雁"
"""Whose members move in later: a story of its own."""
_STAYS_AWAY = "远帆"
"""Whose member elsewhere stays there; all others move in."""
_CONCLUSIONS = {
    Conclusion.INDEPENDENT: 7,
    Conclusion.JOINT_OR_AFFILIATED: 12,
    Conclusion.WORK_COVERAGE: 5,
    Conclusion.COVERED: 13,
}
"""What the investigations of the example register come to."""


async def investigate_all(stage: Stage, coverage_of: CoverageOf) -> None:
    """See to every case the campaign opens, until the campaign is completed."""
    begun: dict[str, asyncio.Task[None]] = {}
    by_id = {one.id: one for one in enterprises().values()}
    async with asyncio.TaskGroup() as cases:

        async def completed() -> bool:
            state = await stage.state(CAMPAIGN)
            for case in state.open_cases:
                if case not in begun:
                    enterprise = by_id[case.split("/")[1]]
                    story = _investigate(stage, case, enterprise, coverage_of)
                    begun[case] = cases.create_task(stage.as_far_as_it_goes(story))
            return bool(state.status == Status.COMPLETED)

        await stage.until(completed, "一轮排查应完成", "the campaign is completed", patience=90)
    await _look_back(stage, len(begun))


async def _investigate(stage: Stage, case: str, enterprise: Enterprise, coverage_of: CoverageOf) -> None:
    """One investigation: assigned, five sections, submitted, perhaps returned, accepted by a second person."""
    here = office(enterprise.org)
    await stage.act(here.operator, case, c.AssignInvestigator(to=here.operator))
    for section in five_sections(enterprise, coverage_of(enterprise)):
        await stage.act(here.operator, case, c.ReportSection(content=section, observed_on=stage.today))
    await stage.act(here.operator, case, c.SubmitInvestigation())
    if enterprise.name.startswith(_RETURNED):
        await _mend(stage, case, enterprise)
    await stage.act(here.reviewer, case, c.AcceptInvestigation())
    if not enterprise.name.startswith(MOVING_IN):
        await _settle_transfers(stage, case, enterprise)


async def _settle_transfers(stage: Stage, case: str, enterprise: Enterprise) -> None:
    """Say of each member whose relation is elsewhere what came of it."""
    stays_away = enterprise.name.startswith(_STAYS_AWAY)
    for person in (await stage.state(case)).transfers:
        settled = c.RecordTransfer(
            person=person, transferred=not stays_away, reason="本人暂不转入" if stays_away else None
        )
        await stage.act(office(enterprise.org).operator, case, settled)


async def _mend(stage: Stage, case: str, enterprise: Enterprise) -> None:
    here = office(enterprise.org)
    await stage.refused("permission.denied", here.operator, case, c.AcceptInvestigation())
    returned = c.ReturnInvestigation(
        sections=(SectionName.MEMBERS,), reasons=(c.SectionFault.UNPROVEN,), note="请核对党员名册"
    )
    await stage.act(here.reviewer, case, returned)
    mended = c.CorrectSection(content=members(enterprise), observed_on=stage.today, reason="已与党员逐一核对")
    await stage.act(here.operator, case, mended)
    await stage.act(here.operator, case, c.SubmitInvestigation())


async def _look_back(stage: Stage, investigated: int) -> None:
    """Compare what the campaign counted with what the register holds."""
    totals = (await stage.state(CAMPAIGN)).totals
    by_register = sum(one.rows for one in totals.by_register)
    stage.expect(
        by_register + investigated == len(enterprises()) and not totals.refused,
        f"每行都有结论：台账 {by_register}，排查 {investigated}",
        f"every row has a conclusion: {by_register} by the register, {investigated} by investigation",
    )
    counts = {one.conclusion: one.rows for one in totals.investigated}
    stage.expect(counts == _CONCLUSIONS, f"排查结论：{_told(counts)}", f"the conclusions: {_told(counts)}")
    stage.tell(
        f"排查完成：台账自定 {by_register} 家，实地排查 {investigated} 家。",
        f"The campaign is completed: {by_register} decided by the register, {investigated} investigated.",
    )


def _told(counts: dict[Conclusion, int]) -> str:
    return ", ".join(f"{conclusion} × {rows}" for conclusion, rows in counts.items())
