"""Enterprises with too few members wait in the pool: they join, are taken in by a host, or have members move in."""

from domain.branch_kinds import BranchKind
from domain.coverage import Conclusion
from domain.establishment import commands as c
from domain.establishment.application import Application, Partner
from domain.establishment.modes import JointGround, Mode
from domain.investigation.commands import RecordTransfer
from domain.model import EntryRef
from interfaces.demo import founding as path
from interfaces.demo.cast import PARK, SECOND, office
from interfaces.demo.enterprises import Enterprise, enterprise
from interfaces.demo.founding import Founding
from interfaces.demo.independent import LONG, Plan, case_of, prepared
from interfaces.demo.investigating import MOVING_IN
from interfaces.demo.paper import document
from interfaces.demo.registering import CAMPAIGN
from interfaces.demo.stage import Stage

JOINT = "est-park-joint"
_HOST = "小荷"
_PARTNERS = ("白鹭", "晴川", "远帆", "柳岸")


async def joint(stage: Stage) -> None:
    """Group four enterprises of the park, found in the pool, into one branch; the county decides for the small park."""
    for name in _PARTNERS:
        await _accepted(stage, enterprise(name))
    waiting = {one.enterprise for one in (await stage.desk.pool(PARK.org)).items}
    partners = [enterprise(name) for name in _PARTNERS]
    stage.need(
        {one.id for one in partners} <= waiting,
        "四家园区企业在待联建池中",
        "four enterprises of the park wait",
    )
    application = Application(
        mode=Mode.JOINT,
        name="示例园区企业联合党支部",
        kind=BranchKind.BRANCH,
        partners=tuple([await partner(stage, one) for one in partners]),
        ground=JointGround.NEAR,
        secretary=partners[0].member(1),
    )
    people = [partners[0].member(1), partners[2].member(1)]
    await path.whole_path(stage, Founding(f"establishment/{JOINT}", PARK, application, people))
    left = {one.enterprise for one in (await stage.desk.pool(PARK.org)).items}
    stage.expect(
        not left & {one.id for one in partners}, "联合组建后离开待联建池", "what joined has left the pool"
    )
    stage.tell("园区：四家企业联合组建。", "The park: four enterprises share a branch.")


async def affiliated(stage: Stage) -> None:
    """Let an enterprise with one member be taken in by a branch nearby; the host agrees by another person."""
    one, stream = enterprise("山泉"), "establishment/est-shanquan"
    host = case_of(_HOST).removeprefix("establishment/")
    await _accepted(stage, one)
    await stage.until_status(f"branch/{host}", "active", patience=LONG)
    application = Application(
        mode=Mode.AFFILIATED,
        name="示例山泉饮品有限公司",
        partners=(await partner(stage, one),),
        host=host,
        host_org=SECOND.org,
    )
    await stage.act(SECOND.operator, stream, c.Apply(org=SECOND.org, application=application))
    await stage.act(SECOND.second, stream, c.HostAgrees(document=document("示支")))
    decision = c.DecideEstablishment(approved=True, document=document())
    await stage.act(SECOND.approver, stream, decision)

    async def taken_in() -> bool:
        taken = (await stage.state(f"branch/{host}")).affiliated
        return one.id in {affiliate.enterprise for affiliate in taken}

    await stage.until(taken_in, "挂靠企业记入挂靠党支部", "the host branch knows the enterprise it took in")
    stage.tell("山泉：挂靠组建。", "山泉: taken in by a branch nearby.")


async def transferred(stage: Stage) -> None:
    """Have members move in whose relations are elsewhere: the enterprise then has enough for a branch of its own."""
    one = enterprise(MOVING_IN)
    case = await _accepted(stage, one)

    async def counted() -> bool:
        return case not in (await stage.state(CAMPAIGN)).open_cases

    await stage.until(counted, "归雁：排查已计入本轮", "归雁: the campaign has counted its case", LONG)
    for number in range(1, 5):
        moved = RecordTransfer(person=one.member(number).id, transferred=True)
        await stage.act(office(one.org).operator, case, moved)
    state = await stage.state(case)
    stage.expect(
        state.conclusion is Conclusion.INDEPENDENT,
        "归雁：党员转入后应单独组建",
        "归雁: after the transfers it is to have its own",
    )
    founding = await prepared(stage, Plan(MOVING_IN))
    await path.whole_path(stage, founding)
    stage.tell("归雁：党员转入后单独组建。", "归雁: founded after members had moved in.")


async def partner(stage: Stage, one: Enterprise) -> Partner:
    """Return an enterprise as its accepted investigation tells it."""
    case = await _accepted(stage, one)
    state = await stage.state(case)
    entry = EntryRef(stream=case, version=await stage.version_of(case, "investigation.accepted.v1"))
    return Partner(enterprise=one.id, counted=state.counted, others=state.others or 0, source=entry)


async def _accepted(stage: Stage, one: Enterprise) -> str:
    case = f"investigation/{one.id}/1"
    await stage.until_kind(case, "investigation.accepted.v1", patience=LONG)
    return case
