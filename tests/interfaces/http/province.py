"""A province in which somebody holds each role at each place, and one case of each kind lies; Temporal is away."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, NamedTuple

from fastapi import FastAPI
from temporalio.client import Client

from activities.founding import found
from domain.catalogue import Catalogue
from domain.orders import Command, OrgId, Reach, Role
from domain.people import Person, PersonId
from domain.permissions import accepted
from domain.places import places
from domain.roster.commands import ImportRoster
from domain.roster.offices import Grant
from domain.roster.orgs import OrgLevel, OrgListed
from infra import documents
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.desk import Desk, Sender
from interfaces.http.app import application
from interfaces.http.parts import Parts
from journal.journal import Journal
from ledger.projector import Projector
from tests.domain import test_account as account
from tests.domain import test_inbox as inbox
from tests.domain.test_every_process import OPEN
from tests.interfaces.http.conftest import UNLIMITED, PaperDoor
from tests.ledger.histories import write
from tests.postgres import Server
from tests.samples import sample
from tests.service import REAL
from worker import shipped
from workflows.plugin import plugin

PROVINCE, HERE, BRANCH, ELSEWHERE = "o-37", "o-1", "o-1-b1", "o-2"
PATHS: dict[OrgId, tuple[OrgId, ...]] = {
    PROVINCE: (PROVINCE,),
    "o-9": ("o-9", PROVINCE),
    HERE: (HERE, "o-9", PROVINCE),
    ELSEWHERE: (ELSEWHERE, "o-9", PROVINCE),
    BRANCH: (BRANCH, HERE, "o-9", PROVINCE),
}
_LEVELS = (OrgLevel.PROVINCE, OrgLevel.COUNTY, OrgLevel.TOWNSHIP, OrgLevel.TOWNSHIP, OrgLevel.BRANCH)
ROLES = tuple(one for one in Role if one is not Role.SERVICE)
NOBODY = "p-nobody"

STREAMS = {name: make().spec.stream for name, make in OPEN.items()} | {
    "account": account.SPEC.stream,
    "inbox": inbox.SPEC.stream,
    "policy": f"policy/{'0' * 64}",
    "register": "register/r-1",
    "roster": f"roster/{PROVINCE}",
    "scheme": "scheme/s-1",
}
"""A case, or a book, of each kind that takes orders over HTTP."""


class Holder(NamedTuple):
    """Somebody who holds one role at one place, and nothing else."""

    role: Role
    org: OrgId

    @property
    def person(self) -> PersonId:
        return f"{'s' if self.role is Role.UPSTREAM else 'p'}-{self.role}-{self.org}"

    def may(self, command: type[Command], where: tuple[OrgId, ...]) -> bool:
        """Whether the table of permissions gives them a command at one of some places."""
        above = command.reach is Reach.SUPERIOR
        return self.role in command.roles and any(self.org in PATHS.get(one, (one,))[above:] for one in where)

    def reaches(self, org: OrgId) -> bool:
        """Whether an organisation is theirs to look at."""
        return self.org in PATHS[org]


class Province(NamedTuple):
    """The API on it, without engines behind: who passes the desk is answered that Temporal is away, or refused there."""

    app: FastAPI
    desk: Desk

    async def where(self, stream: str, command: dict[str, Any], kind: type[Command]) -> tuple[OrgId, ...]:
        """Return where the desk says that a command is given."""
        state = (await self.desk.state(stream)).state
        given = kind.model_validate(command)
        return places(stream, given, state, await self.desk.directory(), self.desk.today)


def holders() -> Iterator[Holder]:
    for org in PATHS:
        for role in ROLES:
            yield Holder(role, org)


@asynccontextmanager
async def province(postgres: Server) -> AsyncIterator[Province]:
    journal = await Journal.open((await postgres.fresh_database()).service_dsn)
    try:
        await found(journal, REAL, shipped(), now())
        sentences = Catalogue(documents.messages())
        client = await Client.connect("127.0.0.1:1", lazy=True, plugins=[plugin(sentences)])
        desk = Desk(journal, client, sentences, REAL, now=now, new_id=new_id)
        await desk.settle(STREAMS["roster"], _roster(), Sender(Holder(Role.ADMIN, PROVINCE).person))
        for name, make in OPEN.items():
            await write(journal, make(), STREAMS[name])
        await write(journal, account.SPEC.given(account.admin(account.add(org=HERE))), STREAMS["account"])
        await write(journal, inbox.SPEC.given(inbox.received()), STREAMS["inbox"])
        await desk.settle(STREAMS["register"], _page(), Sender(Holder(Role.OPERATOR, HERE).person))
        app = application(Parts(desk, journal, PaperDoor(), now, new_id, UNLIMITED))
        projector = Projector(journal, journal.dsn)
        yield Province(app, desk)
        await projector.close()
    finally:
        await journal.close()


def _roster() -> ImportRoster:
    since = date(2020, 1, 1)
    return ImportRoster(
        org=PROVINCE,
        orgs=tuple(
            OrgListed(id=org, name=f"{org} 示例", level=level, parent=[*path, None][1], since=since)
            for (org, path), level in zip(PATHS.items(), _LEVELS, strict=True)
        ),
        persons=tuple(Person(id=one.person, name="某示例") for one in holders()),
        grants=tuple(Grant(person=one.person, role=one.role, org=one.org, since=since) for one in holders()),
    )


def _page() -> Any:
    kind = next(one for one in accepted("register/x") if one.kind_name() == "record_register_page")
    return kind.model_validate(sample(kind, org=HERE))
