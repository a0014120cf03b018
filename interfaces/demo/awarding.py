"""From the ranking to the stars: quotas that bind, an objection that changes a result, the award (排序、公示、授星)."""

from datetime import timedelta
from typing import Any

from domain.evaluation import commands as c
from domain.evaluation_round.commands import AwardStars, OpenRoundNotice, Rank
from interfaces.demo.cast import CITY, COUNTY, THIRD
from interfaces.demo.evaluating import ABOVE, TOWNSHIP, YEAR, scheme_of
from interfaces.demo.onboarding import TAKEN_OVER, taken_over
from interfaces.demo.paper import document
from interfaces.demo.scoring import sheet
from interfaces.demo.stage import Stage

PROPOSED = {
    "木棉": 5, "海棠": 4, "丁香": 4, "石榴": 3, "芦苇": 3, "银杏": 3, "紫藤": 3,
    "蔷薇": 3, "胡杨": 3, "水仙": 2, "茉莉": 2, "忍冬": 1, "合欢": 0,
}  # fmt: skip
"""What the ranking must come to: one place for five stars and two for four; the surplus falls."""
_OBJECTED, _RISES = "海棠", "石榴"
"""An objection takes points from the first; the second then has the place for four stars that the first loses."""
_LESS = 880


async def rank(stage: Stage) -> None:
    """Rank both rounds and look whether the quotas bound."""
    for stream in (TOWNSHIP, ABOVE):
        await stage.act(COUNTY.evaluator, stream, Rank())
        await stage.until_status(stream, "proposed")
    stars = await _stars(stage)
    stage.expect(stars == PROPOSED, f"按名额排序的星级：{stars}", f"the stars as the quotas allow: {stars}")
    above = await stage.state(ABOVE)
    stage.expect(
        {row.star for row in above.rows} == {0} and min(row.total for row in above.rows) > 0,
        "年内新成立的支部只评分、不授星",
        "branches founded within the year have points and no star",
    )
    await stage.refused(
        "round.nothing-to-award", COUNTY.approver, ABOVE, AwardStars(document=document("示评", 2026))
    )
    stage.tell("排序完成，名额从紧。", "Ranked: the quotas bind.")


async def object_and_award(stage: Stage) -> None:
    """Post the proposals, let an objection change one, post what changed, and award."""
    for stream in (TOWNSHIP, ABOVE):
        await stage.act(COUNTY.evaluator, stream, OpenRoundNotice())
    await _objection(stage)
    await stage.act(COUNTY.evaluator, TOWNSHIP, Rank())
    await stage.until_status(TOWNSHIP, "proposed")
    stars = await _stars(stage)
    expected = {**PROPOSED, _OBJECTED: 3, _RISES: 4}
    stage.expect(stars == expected, f"异议改变了结果：{stars}", f"the objection changed the result: {stars}")
    await stage.act(COUNTY.evaluator, TOWNSHIP, OpenRoundNotice())
    for stream in (ABOVE, TOWNSHIP):
        await _award(stage, stream)
    await _reached(stage, expected)
    stage.tell("公示期满，授星。", "The notice is over, the stars are awarded.")


async def _objection(stage: Stage) -> None:
    case = f"evaluation/{taken_over(_OBJECTED).id}/{YEAR}"
    await stage.until_status(case, "on_notice")
    await stage.act(THIRD.second, case, c.RaiseObjection(reasons="反映两项指标材料不实"))
    found = c.InvestigateObjection(number=1, finding="两项指标材料不全，应予核减")
    await stage.act(COUNTY.reviewer, case, found)
    row = (await stage.state(TOWNSHIP)).row(taken_over(_OBJECTED).id)
    less = sheet(await scheme_of(stage, row), _LESS)
    upheld = c.DecideObjection(number=1, sheet=less, reasons="异议成立，核减得分")
    await stage.act(COUNTY.approver, case, upheld)

    async def noted() -> bool:
        row = (await stage.state(TOWNSHIP)).row(taken_over(_OBJECTED).id)
        return row.stale and not row.objections

    await stage.until(noted, "异议成立后得分已更新", "the round knows the score after the objection")


async def _award(stage: Stage, stream: str) -> None:
    state: Any = await stage.state(stream)
    await stage.until_day(max(row.notice for row in state.rows) + timedelta(days=1))
    await stage.act(CITY.approver, stream, AwardStars(document=document("示评", 2026)))
    await stage.until_status(stream, "completed")


async def _reached(stage: Stage, expected: dict[str, int]) -> None:
    """Wait until every branch knows its star."""

    async def known() -> bool:
        for name, star in expected.items():
            stars = (await stage.state(taken_over(name).stream)).stars
            if (YEAR, star) not in {(one.year, one.star) for one in stars}:
                return False
        return True

    await stage.until(known, "星级已记入各支部", "every branch knows its star")


async def _stars(stage: Stage) -> dict[str, int]:
    state: Any = await stage.state(TOWNSHIP)
    found = {row.branch: row.star for row in state.rows}
    return {one.name: found[one.id] for one in TAKEN_OVER}
