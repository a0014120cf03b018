"""The example, loaded with one click into an empty rehearsal: who is who, accounts for those who play, and a register."""

from io import BytesIO
from pathlib import Path

from starlette.requests import Request

from access.opening import Access
from domain.account.standing import FOUNDER
from domain.orders import OrgId, Role
from domain.people import PersonId
from domain.roster.directory import Directory
from domain.roster.document import OfficeLine, PersonLine, RosterDocument, parse_roster
from interfaces import examples
from interfaces.console.admin.rosters import Issued, let_in
from interfaces.console.refusals import ExampleNotHereError
from interfaces.console.visiting import Visitor
from interfaces.desk.desk import Sender
from interfaces.http.asked import parts_of
from interfaces.http.imports.addresses import committer_of, spool_of
from interfaces.http.imports.taking import taken
from interfaces.http.imports.told import Kind, Upload

_FOLDER = Path(examples.__path__[0])
COUNTY: OrgId = "o-370199"
"""Where the example's enterprises lie, and where the founder takes an office to bring them in."""
_TOWNSHIP: OrgId = "o-370199-t1"
_AUDITOR: PersonId = "p-1003"
_SYSTEM = "s-"
"""How the ids of systems begin: they show tokens, and have no password."""


def may_load(request: Request, directory: Directory, person: PersonId) -> bool:
    """Whether somebody may load the example, or go on with it where that was interrupted."""
    desk = parts_of(request).desk
    mine = directory.empty or directory.org(COUNTY) is not None
    begun = directory.unmanned or directory.holds(FOUNDER, Role.OPERATOR, COUNTY, desk.today)
    return desk.rehearsal and person == FOUNDER and mine and begun


async def load(request: Request, visitor: Visitor, access: Access) -> Issued:
    """
    Load it; again: go on where it was. Return the one-time passwords of those who play.

    The founder gets an office of administrator and one of operator besides, and acts in no other name. Raises
    `ExampleNotHereError`, `RefusedError`.
    """
    if not may_load(request, visitor.directory, visitor.person):
        raise ExampleNotHereError
    desk, document, by = parts_of(request).desk, roster(), Sender(visitor.person)
    portions = list(document.portions())
    for portion in (one for one in portions if not one.grants):
        await desk.settle(document.stream, portion, by)
    issued = await let_in(desk, access, visitor, players(document), document)
    for portion in (one for one in portions if one.grants):
        await desk.settle(document.stream, portion, by)
    await _register(request, visitor.person)
    return issued


def roster() -> RosterDocument:
    """Return the example roster, with the founder in it."""
    document = parse_roster((_FOLDER / "roster.toml").read_text(encoding="utf-8"))
    founder = PersonLine(
        id=FOUNDER,
        name="创建人",
        offices=(
            OfficeLine(role=Role.ADMIN, org=document.province),
            OfficeLine(role=Role.OPERATOR, org=COUNTY),
        ),
    )
    return document.model_copy(update={"people": (founder, *document.people)})


def players(document: RosterDocument) -> list[PersonId]:
    """Return who gets an account: whom one case needs in the first township, and an auditor."""
    return [
        one.id
        for one in document.people
        if one.id != FOUNDER and not one.id.startswith(_SYSTEM)
        if one.id == _AUDITOR or any(office.org == _TOWNSHIP for office in one.offices)
    ]


async def _register(request: Request, person: PersonId) -> None:
    """Begin to bring in the example register, as an upload of the founder's."""
    parts = parts_of(request)
    content = (_FOLDER / "register.csv").read_bytes()
    upload = Upload(
        id=parts.new_id().hex,
        person=person,
        kind=Kind.ENTERPRISES,
        name="register.csv",
        org=COUNTY,
        keep=False,
        at=parts.now(),
    )
    await taken(parts.desk, spool_of(request), upload, BytesIO(content))
    await committer_of(request).begin(upload)
