"""A recorded figure proves wrong: the entry stays, a correction stands beside it, and what had followed is undone."""

from domain.matter.commands import CorrectRecord, KeepOrUndo, SettleConsequence
from domain.model import EntryRef
from interfaces.demo.cast import COUNTY, FIRST
from interfaces.demo.enterprises import enterprise
from interfaces.demo.independent import LONG, case_of
from interfaces.demo.paper import document
from interfaces.demo.stage import Stage

_NAME = "北窗"


async def wrong_count(stage: Stage) -> None:
    """Correct the members of an accepted investigation; the establishment it had opened is asked about, and undone."""
    investigation, establishment = f"investigation/{enterprise(_NAME).id}/1", case_of(_NAME)
    await stage.until_status(establishment, "preparing", patience=LONG)
    accepted = await stage.version_of(investigation, "investigation.accepted.v1")
    known_then = (await stage.state(investigation)).counted
    corrected = CorrectRecord(
        version=accepted,
        field="counted",
        was=known_then,
        now=2,
        ground="两名党员的组织关系不在本企业",
        document=document(),
    )
    await stage.refused("matter.same-person", FIRST.reviewer, investigation, corrected)
    await stage.act(FIRST.approver, investigation, corrected)
    await _undo(stage, establishment, EntryRef(stream=investigation, version=accepted))
    now = (await stage.state(investigation)).counted
    then = (await stage.desk.state(investigation, version=accepted)).state
    stage.expect(
        (getattr(then, "counted", None), now) == (known_then, 2),
        "更正后可查当时所知与更正后的内容",
        "what was known then and what is corrected can both be read",
    )
    stage.tell("北窗：更正党员人数，撤回由此启动的组建。", "北窗: corrected; what had followed is undone.")


async def _undo(stage: Stage, establishment: str, origin: EntryRef) -> None:
    await stage.until_kind(establishment, "consequence.raised.v1")
    undone = SettleConsequence(origin=origin, choice=KeepOrUndo.UNDO, reason="人数不足，不再筹备")
    await stage.act(COUNTY.approver, establishment, undone)
    await stage.until_status(establishment, "cancelled")
