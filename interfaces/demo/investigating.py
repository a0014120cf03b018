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
    stage.expect(
        counts.get(Conclusion.INDEPENDENT, 0) >= 7,  # noqa: PLR2004  # as many as the example register has
        "至少七家企业应单独组建",
        "at least seven enterprises are to have an organisation of their own",
    )
    stage.tell(
        f"排查完成：台账自定 {by_register} 家，实地排查 {investigated} 家。",
        f"The campaign is completed: {by_register} decided by the register, {investigated} investigated.",
    )
