"""What happened to secretaries' contracts is filed: late, or at an end that keeps or vacates the office (合同备案)."""

from datetime import timedelta

from domain.branch.commands import DecideOffice
from domain.branch.kinds import OfficeAnswer
from domain.filing import commands as c
from domain.filing.kinds import FilingKind, LegalGround, Post
from domain.model import EntryRef
from interfaces.demo.cast import COUNTY, HR, THIRD
from interfaces.demo.onboarding import TERMS, TakenOver, taken_over
from interfaces.demo.paper import document, scan
from interfaces.demo.stage import Stage

LATE, KEPT, VACATED = taken_over("木棉"), taken_over("海棠"), taken_over("丁香")

_LONG_AGO = timedelta(days=60)


async def late(stage: Stage) -> None:
    """File a change two months after it took effect, not quite right: corrected, then acknowledged as late."""
    after = TERMS.model_copy(update={"position": "党支部书记、综合部经理"})
    change = c.FiledChange(
        ground=LegalGround.AGREEMENT, effective_on=stage.today - _LONG_AGO, before=TERMS, after=after
    )
    answer = await _submit(stage, THIRD.operator, LATE, FilingKind.CHANGE, change)
    asked = c.RequestCorrection(items=("请补充变更协议",))
    await stage.act(THIRD.registrar, answer, asked)
    mended = change.model_copy(update={"documents": (scan("变更协议"),)})
    await stage.act(THIRD.operator, answer, c.Correct(change=mended))
    await stage.act(THIRD.registrar, answer, c.AcknowledgeFiling())
    state = await stage.state(answer)
    stage.expect(state.late_by_days > 0, "木棉：逾期备案已记录", "木棉: the filing is on record as late")
    stage.tell(
        f"木棉：变更备案，逾期 {state.late_by_days} 个工作日。", "木棉: a change filed late, corrected once."
    )


async def kept(stage: Stage) -> None:
    """File a contract that ended: the superior is asked, and the secretary keeps the office."""
    change = c.FiledChange(ground=LegalGround.EMPLOYEE_RESIGNS, effective_on=stage.today, before=TERMS)
    await _filed(stage, await _submit(stage, THIRD.operator, KEPT, FilingKind.RESCISSION, change))
    await _asked(stage, KEPT)
    await _answer(stage, KEPT, OfficeAnswer.KEEP)
    state = await stage.state(KEPT.stream)
    stage.expect(state.secretary is not None, "海棠：书记留任", "海棠: the secretary stays in office")
    stage.tell("海棠：合同解除，职务保留。", "海棠: the contract ended, the office is kept.")


async def vacated(stage: Stage) -> None:
    """Let the social security's system propose an end that lies ahead: nothing happens before its day, then the office is lost."""
    ends_on = stage.today + timedelta(days=10)
    change = c.FiledChange(ground=LegalGround.RETIREMENT, effective_on=ends_on, before=TERMS)
    await _filed(stage, await _submit(stage, HR, VACATED, FilingKind.TERMINATION, change))
    state = await stage.state(VACATED.stream)
    stage.expect(
        state.question is None or stage.today >= ends_on,
        "丁香：生效日前不影响职务",
        "丁香: before its day the end of the contract touches no office",
    )
    await _asked(stage, VACATED)
    stage.expect(stage.today >= ends_on, "丁香：生效日当天请示", "丁香: the superior is asked on the day")
    await _answer(stage, VACATED, OfficeAnswer.VACATE)
    twice = await _submit(stage, THIRD.operator, VACATED, FilingKind.TERMINATION, change)
    await stage.refused("contract.ended", THIRD.registrar, twice, c.AcknowledgeFiling())
    await stage.act(THIRD.operator, twice, c.Withdraw(reason="合同此前已终止"))
    stage.tell("丁香：合同终止，免去书记。", "丁香: the contract ended, the office is vacated.")


async def _submit(
    stage: Stage, person: str, branch: TakenOver, kind: FilingKind, change: c.FiledChange
) -> str:
    submitted = c.SubmitFiling(
        filing=kind,
        org=THIRD.org,
        branch=branch.id,
        enterprise=branch.enterprise.id,
        person=branch.enterprise.member(1),
        post=Post.SECRETARY,
        contract_entry=EntryRef(stream=f"contract/{branch.contract}", version=1),
        change=change,
    )
    return (await stage.open(person, "filing", submitted, branch.contract)).stream


async def _filed(stage: Stage, filing: str) -> None:
    await stage.act(THIRD.registrar, filing, c.AcknowledgeFiling())


async def _asked(stage: Stage, branch: TakenOver) -> None:
    async def question() -> bool:
        return (await stage.state(branch.stream)).question is not None

    await stage.until(
        question, f"{branch.name}：请示职务去留", f"{branch.name}: the superior is asked about the office"
    )


async def _answer(stage: Stage, branch: TakenOver, answer: OfficeAnswer) -> None:
    decision = DecideOffice(answer=answer, reason="经研究决定", document=document())
    await stage.act(COUNTY.approver, branch.stream, decision)
