"""The year's star evaluation: every branch is assessed, reviewed and visited, then each round ranks (星级评定)."""

from datetime import date

from domain.evaluation import commands as c
from domain.evaluation.schemes import frozen_scheme
from domain.evaluation_round.rows import Row
from domain.evaluation_round.state import Status
from domain.stars.scheme import Scheme
from domain.yearly import Living, evaluation_rounds
from interfaces.demo.cast import CITY, COUNTY, THIRD, office
from interfaces.demo.onboarding import TAKEN_OVER
from interfaces.demo.scoring import on_site, sheet
from interfaces.demo.stage import Stage

YEAR = 2025
OPENS_ON = date(YEAR + 1, 1, 5)
"""When the rounds of the year that ended are opened."""
TOWNSHIP = f"evaluation-round/{THIRD.org}/{YEAR}"
ABOVE = f"evaluation-round/{COUNTY.org}/{YEAR}"
_NEW = 880
"""Points of every branch that was founded within the year, in tenths: enough for three stars, if it could have any."""
_OWN_OFFICE = {"o-370199-t1-b1": "p-1701"}
"""Branches that have an office of their own, and who operates there."""


async def open_rounds(stage: Stage) -> None:
    """Open the rounds with the list that a yearly schedule makes: who takes part is read from the journal."""
    await stage.until_day(OPENS_ON)
    branches = [await _living(stage, one) for one in await stage.desk.streams("branch")]
    directory = await stage.desk.directory()
    for round_ in evaluation_rounds(COUNTY.org, YEAR, branches, directory, stage.today):
        for command in round_.commands:
            await stage.act(COUNTY.evaluator, round_.stream, command)
    for stream in (TOWNSHIP, ABOVE):
        await stage.until_status(stream, Status.REVIEWING)
    above = await stage.state(ABOVE)
    stage.expect(
        above.rows and all(row.first_year for row in above.rows),
        "不足十个支部的乡镇并入县一级评定",
        "townships with too few branches are ranked with the county's",
    )
    stage.tell("年度星级评定开始。", "The year's star evaluation begins.")


async def _living(stage: Stage, stream: str) -> Living:
    """Return a branch with the industry of its first enterprise, which chooses the scheme."""
    branch = await stage.state(stream)
    if not branch.enterprises:
        return Living(branch, None)
    return Living(branch, (await stage.state(f"enterprise/{branch.enterprises[0]}")).row.industry)


async def assess_all(stage: Stage) -> None:
    """Have every branch assessed, reviewed and visited; one submits nothing and is reviewed all the same."""
    points = {one.id: one.points for one in TAKEN_OVER}
    rows: list[Row] = []
    for stream in (TOWNSHIP, ABOVE):
        rows.extend((await stage.state(stream)).rows)
    await stage.all_of(_assess(stage, row, points.get(row.branch, _NEW)) for row in rows)
    for stream in (TOWNSHIP, ABOVE):
        await stage.until_status(stream, Status.READY)


async def scheme_of(stage: Stage, row: Row) -> Scheme:
    """Return the scheme under which a branch is evaluated."""
    return frozen_scheme(row.scheme, await stage.desk.rules_of(TOWNSHIP))


async def _assess(stage: Stage, row: Row, points: int) -> None:
    case = f"evaluation/{row.branch}/{YEAR}"
    above = CITY if row.org == COUNTY.org else COUNTY
    await stage.until_status(case, "opened", "not_submitted")
    scheme = await scheme_of(stage, row)
    whole = sheet(scheme, points) if points else None
    if whole is None:
        await stage.until_status(case, "not_submitted")
        nothing = c.ReviewAssessment(sheet=sheet(scheme, 0).model_copy(update={"scores": ()}))
        await stage.act(above.reviewer, case, nothing)
        return
    operator = _OWN_OFFICE.get(row.org) or office(row.org).operator
    await stage.act(operator, case, c.SubmitSelfAssessment(sheet=whole))
    await stage.act(above.reviewer, case, c.ReviewAssessment(sheet=whole))
    visit = c.VerifyOnSite(scores=on_site(scheme, whole), met=whole.met)
    await stage.act(above.evaluator, case, visit)
