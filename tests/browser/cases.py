"""The cases that the pages show: a register that was brought in, a round over it, filings and foundings at several steps."""

from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from domain.branch.commands import DeclareVacancy
from domain.branch.facts import Officer
from domain.branch.kinds import Office as BranchOffice
from domain.branch.kinds import VacancyGround
from domain.branch.state import BranchStatus
from domain.branch_kinds import BranchKind
from domain.campaign.commands import OpenCampaign, RegisterPart
from domain.establishment import commands as founding
from domain.establishment.application import Application, Body, Officers
from domain.establishment.modes import Mode
from domain.evaluation_round.commands import OpenRound
from domain.evaluation_round.rows import EnrolledBranch
from domain.filing import commands as filing
from domain.matter.commands import Comment
from domain.model import Digested
from domain.orders import Command
from domain.people import Person
from interfaces.desk.desk import Sender
from interfaces.desk.registers import bring_in, survey
from tests.browser.people import (
    APPROVER,
    CITY_APPROVER,
    COUNTY,
    COUNTY_APPROVER,
    COUNTY_OPERATOR,
    OPERATOR,
    REGISTRAR,
    TOWNSHIP,
)
from tests.domain.test_filing import submit
from tests.interfaces.conftest import EXAMPLES, Office

SCAN = Digested(sha256="a" * 64, name="解除协议.pdf", media_type="application/pdf", size=1024)
_WINDOW = 3
"""Investigations that are open at the same time."""
_numbers = count(1)


class Cases(NamedTuple):
    """The streams of the cases, by what they are for in a test; `PAGES` names them in addresses."""

    filed: str
    overdue: str
    corrected: str
    acknowledged: str
    applied: str
    approved: str
    branch: str
    appointment: str
    campaign: str
    register: str
    enterprise: str
    round: str
    """Of evaluation: its organisation and year."""


class Written(NamedTuple):
    """What people write into the cases: a name, and a text of several words."""

    name: str = "韩示例"
    text: str = "请补解除协议的扫描件，须有双方签字"


PLAIN = Written()


async def made(office: Office, written: Written = PLAIN) -> Cases:
    """Make them, through the desk, as people do."""
    number = next(_numbers)
    register, campaign, enterprise = await _round(office)
    applied, approved, branch = await _foundings(office, number, written)
    appointment = await _vacant(office, branch)
    around = await _around(office, branch)
    return Cases(
        *await _filings(office, number, written),
        applied,
        approved,
        branch,
        appointment,
        campaign,
        register,
        enterprise,
        around,
    )


async def _filings(office: Office, number: int, written: Written) -> tuple[str, str, str, str]:
    today = office.desk.today
    filed, overdue, corrected, acknowledged = (f"filing/K-2026-{number}{one:02}/1" for one in range(1, 5))
    person = Person(id=f"m-{number}-1", name=written.name)
    for stream, acted_on in {
        filed: None,
        overdue: today - timedelta(days=60),
        corrected: None,
        acknowledged: None,
    }.items():
        order = submit(
            str(today - timedelta(days=70)),
            org=TOWNSHIP,
            branch=f"b-{stream.split('/')[1]}",
            person=person,
            contract_entry=None,
        )
        await office.desk.settle(stream, order, Sender(OPERATOR, acted_on=acted_on))
        await _act(office, OPERATOR, stream, Comment(text=written.text, attachments=(SCAN,)))
    await _act(office, REGISTRAR, corrected, filing.RequestCorrection(items=(written.text,)))
    await _act(office, REGISTRAR, acknowledged, filing.AcknowledgeFiling())
    await office.service.until(partial(office.service.settled, acknowledged))
    return filed, overdue, corrected, acknowledged


async def _foundings(office: Office, number: int, written: Written) -> tuple[str, str, str]:
    applied, approved, direct = (f"establishment/est-{number}{one:02}" for one in range(1, 4))
    today = office.desk.today
    people = [Person(id=f"m-{number}-{one}", name=f"{written.name}{one}") for one in range(1, 4)]
    body = Body(
        name=f"{written.name}项目部",
        counted=4,
        starts_on=today,
        ends_on=today + timedelta(days=400),
    )
    application = Application(
        mode=Mode.PROJECT,
        name=f"{written.name}项目党支部",
        kind=BranchKind.BRANCH,
        body=body,
        secretary=people[0],
    )
    for stream in (applied, approved):
        await _act(office, OPERATOR, stream, founding.Apply(org=TOWNSHIP, application=application))
    yes = founding.DecideEstablishment(
        approved=True, document=f"示委〔2026〕{number}01号", founding_group=tuple(people[:2])
    )
    await _act(office, APPROVER, approved, yes)
    return applied, approved, await _living(office, direct, number, written)


async def _living(office: Office, stream: str, number: int, written: Written) -> str:
    """Set a branch up for one task: it lives at once."""
    today = office.desk.today
    body = Body(
        name=f"{written.name}突击队",
        counted=5,
        starts_on=today,
        ends_on=today + timedelta(days=60),
        relations_transferred=False,
    )
    named = Officers(secretary=Officer(person=Person(id=f"m-{number}-9", name=written.name)))
    decision = founding.DecideDirectly(
        org=COUNTY,
        application=Application(
            mode=Mode.TEMPORARY, name=f"{written.name}临时党支部", kind=BranchKind.BRANCH, body=body
        ),
        document=f"示委〔2026〕{number}02号",
        officers=named,
    )
    await _act(office, COUNTY_APPROVER, stream, decision)
    await _act(
        office, COUNTY_OPERATOR, stream, founding.FileEstablishment(document=f"示组〔2026〕{number}03号")
    )
    branch = f"branch/{stream.split('/')[1]}"

    async def lives() -> bool:
        state: Any = await office.service.state(branch)
        return bool(state.status == BranchStatus.ACTIVE)

    await office.service.until(lives)
    return branch


async def _vacant(office: Office, branch: str) -> str:
    """Have the secretary's office fall vacant; return the case that fills it."""
    lost = DeclareVacancy(
        office=BranchOffice.SECRETARY, ground=VacancyGround.RESIGNATION, reason="本人书面请辞"
    )
    await _act(office, CITY_APPROVER, branch, lost)
    appointment = f"appointment/{branch.split('/')[1]}/1"
    await office.service.until(partial(office.service.opened, appointment))
    return appointment


async def _round(office: Office) -> tuple[str, str, str]:
    """Bring the example register in, and begin a round over it."""
    desk = office.desk
    found = survey(Path(EXAMPLES / "register.csv"), COUNTY, await desk.directory(), desk.today)
    imported = await bring_in(desk, found, Sender(COUNTY_OPERATOR), lambda _more, _all: None, keep=True)
    completed = imported.completed_by
    assert completed is not None
    campaign = f"campaign/{COUNTY}/{desk.today.year}"
    part = RegisterPart(stream=completed.stream, rows=imported.rows, version=completed.version)
    if not await office.service.opened(campaign):
        await _act(office, COUNTY_OPERATOR, campaign, OpenCampaign(registers=(part,), window=_WINDOW))

    async def begun() -> bool:
        state: Any = await office.service.state(campaign)
        return bool(state.open_cases)

    await office.service.until(begun)
    state: Any = await office.service.state(campaign)
    return completed.stream, campaign, f"enterprise/{state.open_cases[0].split('/')[1]}"


async def _around(office: Office, branch: str) -> str:
    """Open a round of evaluation over a branch; return its organisation and year."""
    around = f"{COUNTY}/{office.desk.today.year}"
    stream = f"evaluation-round/{around}"
    if not await office.service.opened(stream):
        enrolled = EnrolledBranch(branch=branch.split("/")[1], org=COUNTY)
        await _act(office, COUNTY_OPERATOR, stream, OpenRound(branches=(enrolled,)))
    return around


async def _act(office: Office, person: str, stream: str, command: Command) -> None:
    await office.desk.settle(stream, command, Sender(person))
