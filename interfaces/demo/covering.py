"""Enterprises without any member: an adviser, a trade union, a youth league (工作覆盖)."""

from domain.establishment import commands as c
from domain.establishment.application import Application, UnionRecord
from domain.establishment.modes import Mode
from domain.people import Person
from interfaces.demo.cast import office
from interfaces.demo.enterprises import enterprise
from interfaces.demo.independent import LONG, case_of
from interfaces.demo.paper import document
from interfaces.demo.stage import Stage

_FIRST_THREE, _ONE_TOO_MANY, _LAST = ("黄杨", "飞瀑", "微光"), "双桥", "西岭"
_ADVISER = Person(id="a-2001", name="指导员一号")
_ANOTHER = Person(id="a-2002", name="指导员二号")


async def cover_all(stage: Stage) -> None:
    """Cover five enterprises; the adviser of the first three can serve no fourth."""
    for name in _FIRST_THREE:
        await _cover(stage, name, _ADVISER)
    await _applied(stage, _ONE_TOO_MANY)
    placed = c.PlaceAdviser(adviser=_ADVISER, starts_on=stage.today)
    approver = office(enterprise(_ONE_TOO_MANY).org).approver
    await stage.refused("adviser.too-many-enterprises", approver, case_of(_ONE_TOO_MANY), placed)
    await _placed(stage, _ONE_TOO_MANY, _ANOTHER)
    await _cover(stage, _LAST, _ANOTHER)
    stage.tell("五家无党员企业实现工作覆盖。", "Five enterprises without members are covered by work.")


async def _cover(stage: Stage, name: str, adviser: Person) -> None:
    await _applied(stage, name)
    await _placed(stage, name, adviser)


async def _applied(stage: Stage, name: str) -> None:
    one, stream = enterprise(name), case_of(name)
    here = office(one.org)
    await stage.until_kind(stream, "establishment.opened.v1", patience=LONG)
    state = await stage.state(stream)
    application = Application(mode=Mode.WORK_COVERAGE, name=one.row.name, partners=state.prepared)
    await stage.act(here.operator, stream, c.Apply(org=one.org, application=application))
    await stage.act(here.approver, stream, c.DecideEstablishment(approved=True, document=document()))
    unions = c.RecordUnions(
        trade_union=UnionRecord(set_up=True),
        youth_league=UnionRecord(set_up=False, explanation="暂无团员"),
    )
    await stage.act(here.operator, stream, unions)


async def _placed(stage: Stage, name: str, adviser: Person) -> None:
    here, stream = office(enterprise(name).org), case_of(name)
    await stage.act(here.approver, stream, c.PlaceAdviser(adviser=adviser, starts_on=stage.today))
    state = await stage.state(stream)
    stage.expect(
        str(state.status) == "active" and state.adviser, f"{name}：工作覆盖到位", f"{name}: covered by work"
    )
