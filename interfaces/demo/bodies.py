"""Branches that are founded in a body instead of an enterprise: a project, a task, a place (项目、临时、流动党支部)."""

from datetime import timedelta

from domain.branch.facts import Officer
from domain.branch_kinds import BranchKind
from domain.establishment import commands as c
from domain.establishment.application import Application, Body, Officers
from domain.establishment.modes import Mode
from domain.people import Person
from interfaces.demo import founding as path
from interfaces.demo.cast import COUNTY, FIRST, SECOND
from interfaces.demo.founding import Founding
from interfaces.demo.paper import document
from interfaces.demo.stage import Stage


async def project(stage: Stage) -> None:
    """Found a branch in a project that lasts."""
    body = Body(
        name="示例大桥项目部",
        counted=4,
        starts_on=stage.today,
        ends_on=stage.today + timedelta(days=400),
    )
    people = _people("project", 3)
    application = Application(
        mode=Mode.PROJECT,
        name="示例大桥项目党支部",
        kind=BranchKind.BRANCH,
        body=body,
        secretary=people[0],
    )
    await path.whole_path(stage, Founding("establishment/est-bridge", FIRST, application, people))
    stage.tell("示例大桥：项目党支部成立。", "A branch is founded in a project.")


async def temporary(stage: Stage) -> None:
    """Set up a temporary branch for one task: the superior names its officers, relations stay where they are."""
    stream = "establishment/est-flood"
    body = Body(
        name="示例防汛突击队",
        counted=5,
        starts_on=stage.today,
        ends_on=stage.today + timedelta(days=60),
        relations_transferred=False,
    )
    application = Application(
        mode=Mode.TEMPORARY, name="示例防汛突击队临时党支部", kind=BranchKind.BRANCH, body=body
    )
    decision = c.DecideDirectly(
        org=COUNTY.org,
        application=application,
        document=document(),
        officers=Officers(secretary=Officer(person=_people("flood", 1)[0])),
    )
    await stage.act(COUNTY.approver, stream, decision)
    await stage.act(COUNTY.operator, stream, c.FileEstablishment(document=document("示组")))
    await stage.act(COUNTY.registrar, stream, c.AcknowledgeEstablishment())
    await stage.until_status("branch/est-flood", "active")
    stage.tell("防汛突击队：临时党支部成立。", "A temporary branch is set up for one task.")


async def floating(stage: Stage) -> None:
    """Found a branch of members who live away from where they belong."""
    people = _people("floating", 3)
    application = Application(
        mode=Mode.FLOATING,
        name="示例商圈流动党员党支部",
        kind=BranchKind.BRANCH,
        body=Body(name="示例商圈", counted=6),
        secretary=people[0],
    )
    await path.whole_path(stage, Founding("establishment/est-market", SECOND, application, people))
    stage.tell("示例商圈：流动党员党支部成立。", "A branch of members away from home is founded.")


def _people(body: str, number: int) -> list[Person]:
    return [Person(id=f"m-{body}-{one}", name=f"示例党员{one}号") for one in range(1, number + 1)]
