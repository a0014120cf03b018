"""The year's star evaluation of a branch: assessed, reviewed, visited, ranked, objected to, ranked again, awarded."""

from datetime import timedelta

from domain.evaluation import commands as c
from domain.evaluation_round.commands import AwardStars, OpenRound, OpenRoundNotice, Rank
from domain.evaluation_round.rows import EnrolledBranch
from domain.stars.choice import choose_scheme
from domain.stars.scheme import parse_scheme
from infra import documents
from interfaces.demo.cast import CITY, COUNTY
from interfaces.demo.paper import document
from interfaces.demo.scoring import on_site, sheet
from tests.browser.walk.people import TOWNSHIP, People

YEAR = 2025
_NOTICE = timedelta(days=16)
"""Longer than any notice of a proposal."""
_POINTS, _LESS = 905, 850
"""In tenths: what is found at first, and after the objection."""


async def evaluation(people: People, branch: str) -> None:
    """Evaluate a branch in a round of its own; an objection takes points, so that it is ranked again."""
    evaluator, key = people[COUNTY.evaluator], branch.split("/")[1]
    opened = OpenRound(branches=(EnrolledBranch(branch=key, org=TOWNSHIP.org),))
    around = await evaluator.opens("/open/evaluation-round", opened, TOWNSHIP.org, str(YEAR))
    case = f"evaluation/{key}/{YEAR}"
    await _scored(people, case)
    await evaluator.does(around, Rank(), OpenRoundNotice())
    await _objection(people, case)
    await evaluator.does(around, Rank(), OpenRoundNotice())
    await people.running.until(people.running.today + _NOTICE)
    await people[CITY.approver].does(around, AwardStars(document=document("示评", 2026)))
    await evaluator.find(f"/rounds/{TOWNSHIP.org}/{YEAR}", "main .badge.sealed")


async def _scored(people: People, case: str) -> None:
    """Have the branch score itself, the county review it, and the evaluators visit it."""
    whole = sheet(_SCHEME, _POINTS)
    await people[TOWNSHIP.operator].does(case, c.SubmitSelfAssessment(sheet=whole))
    await people[COUNTY.reviewer].does(case, c.ReviewAssessment(sheet=whole))
    visit = c.VerifyOnSite(scores=on_site(_SCHEME, whole), met=whole.met)
    await people[COUNTY.evaluator].does(case, visit)


async def _objection(people: People, case: str) -> None:
    await people[TOWNSHIP.second].does(case, c.RaiseObjection(reasons="反映一项指标材料不实"))
    found = c.InvestigateObjection(number=1, finding="该项材料不全，应予核减")
    await people[COUNTY.reviewer].does(case, found)
    upheld = c.DecideObjection(number=1, sheet=sheet(_SCHEME, _LESS), reasons="异议成立，核减得分")
    await people[COUNTY.approver].does(case, upheld)


_SCHEME = choose_scheme([parse_scheme(text) for text in documents.schemes()], industry=None)
