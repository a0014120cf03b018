"""First act: who is who, the register of enterprises, and a campaign over it (名册、台账、一轮排查)."""

from domain.campaign.commands import OpenCampaign, RegisterPart
from domain.roster.document import parse_roster
from interfaces.demo.cast import ADMIN, COUNTY
from interfaces.demo.enterprises import REGISTER, ROSTER
from interfaces.demo.stage import Stage
from interfaces.desk.desk import Sender
from interfaces.desk.registers import Imported, bring_in, survey

CAMPAIGN = f"campaign/{COUNTY.org}/2025"
WINDOW = 16
"""Cases of the campaign that are open at the same time: what a county's people can see to."""


async def import_roster(stage: Stage) -> None:
    """Bring in organisations, persons and offices; whoever sets the service up does it."""
    roster = parse_roster(ROSTER.read_text(encoding="utf-8"))
    for portion in roster.portions():
        await stage.act(ADMIN, roster.stream, portion)
    directory = await stage.desk.directory()
    stage.need(not directory.empty, "名册已导入", "the roster is in")
    stage.tell(
        f"名册导入：{len(roster.orgs)} 个组织，{len(roster.people)} 人。",
        f"The roster: {len(roster.orgs)} organisations, {len(roster.people)} persons.",
    )


async def import_register(stage: Stage) -> Imported:
    """Bring in the register; the same file a second time changes nothing."""
    directory = await stage.desk.directory()
    found = survey(REGISTER, COUNTY.org, directory, stage.today)
    by = Sender(COUNTY.operator)
    imported = await bring_in(stage.desk, found, by, lambda _more, _all: None)
    again = await bring_in(stage.desk, found, by, lambda _more, _all: None)
    stage.need(
        imported.registered == found.rows and not imported.refused,
        f"台账 {found.rows} 行应全部导入（实际 {imported.registered}）",
        f"all {found.rows} rows of the register are taken (were: {imported.registered})",
    )
    stage.expect(again.changed_nothing, "重复导入不改变任何内容", "a second import changes nothing")
    stage.tell(
        f"台账导入：{imported.registered} 家企业；重复导入无变化。",
        f"The register: {imported.registered} enterprises; a second import changed nothing.",
    )
    return imported


async def open_campaign(stage: Stage, imported: Imported) -> None:
    """Begin the round: the register decides what it can, the rest become investigations, a window at a time."""
    completed = imported.completed_by
    assert completed is not None  # noqa: S101  # the register was imported for the first time
    part = RegisterPart(stream=completed.stream, rows=imported.rows, version=completed.version)
    await stage.act(COUNTY.operator, CAMPAIGN, OpenCampaign(registers=(part,), window=WINDOW))
    stage.tell(
        f"启动一轮排查，同时排查至多 {WINDOW} 家。", f"A campaign begins, {WINDOW} cases open at most."
    )
