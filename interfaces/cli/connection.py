"""From a command line to the desk: whatever answers at the addresses that the environment or the running stack tells."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import UUID

from cyclopts import Parameter
from cyclopts.validators import Number
from pydantic import TypeAdapter, ValidationError
from temporalio.client import Client

from domain.catalogue import Catalogue
from domain.clock import RealOrRehearsal
from domain.orders import MeetingRecord, command_uuid
from domain.people import PersonId
from infra import documents
from infra.clock import now
from infra.engines import Engines, connect_temporal, find_engines
from infra.errors import NotBegunError, NotLoggedInError
from infra.ids import new_id
from infra.settings import Settings
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import err, say
from interfaces.client.calling import Server
from interfaces.client.desk import RemoteDesk, about
from interfaces.client.login import Login, LoginFile
from interfaces.desk.answers import POSTGRESQL, TEMPORAL, DeskUnavailableError
from interfaces.desk.counter import Counter
from interfaces.desk.desk import Desk, Sender
from journal.errors import JournalNotOpenedError, JournalUnavailableError
from journal.journal import Journal
from workflows.plugin import plugin

_person: TypeAdapter[str] = TypeAdapter(PersonId)
_decider: TypeAdapter[str | MeetingRecord] = TypeAdapter(PersonId | MeetingRecord)


@Parameter(name="*")
@dataclass(frozen=True)
class Common:
    """What every command takes."""

    json: Annotated[bool, Parameter(negative=(), help="以 JSON 输出 answer as JSON")] = False
    data: Annotated[
        Path | None,
        Parameter(help="数据目录 the data directory of the running stack (BRANCHCTL_DATA, .data)"),
    ] = None
    direct: Annotated[
        bool,
        Parameter(
            negative=(),
            env_var="BRANCHCTL_DIRECT",
            help="不经服务器，直接办理（内嵌服务的本机） past the server, on the machine of the embedded stack",
        ),
    ] = False


AtLeast = Annotated[
    int | None,
    Parameter(
        help="至少到账本某位置 as it is at a position of the journal, or later", validator=Number(gte=0)
    ),
]


@Parameter(name="*")
@dataclass(frozen=True)
class Signed(Common):
    """Who acts, for what takes many orders: each has an id of its own."""

    person: Annotated[
        str | None, Parameter(name="--as", env_var="BRANCHCTL_AS", help="办理人编号 the person who acts")
    ] = None
    acted_on: Annotated[
        date | None, Parameter(help="文件日期，默认今天 the date on the paper, today if absent")
    ] = None
    decided_by: Annotated[
        str | None,
        Parameter(
            help="决定人，或者会议 (JSON) the person who decided, or a meeting as JSON: body, held_on, document"
        ),
    ] = None

    def sender(self) -> Sender:
        """Return who orders. Raises `UsageError` when that is not said, or not well."""
        return Sender(person=self.who(), acted_on=self.acted_on, decided_by=self._decided_by())

    def who(self) -> PersonId:
        """Return the person who acts: from afar, whoever is logged in. Raises `UsageError`."""
        login = login_of(self)
        known = login.person if login else None
        if known is not None and self.person not in {None, known}:
            raise UsageError(
                zh=f"已登录为 {known}，不能以 {self.person} 办理；请换人登录（branchctl login）。",
                en=f"Logged in as {known}, not as {self.person}: log in as somebody else (branchctl login).",
            )
        try:
            return _person.validate_python(known or self.person)
        except ValidationError:
            raise UsageError(
                zh="请用 --as 指明办理人编号（名册：branchctl roster show），或者设置 BRANCHCTL_AS。",
                en="Say who acts with --as PERSON (branchctl roster show lists them), or set BRANCHCTL_AS.",
            ) from None

    def _decided_by(self) -> PersonId | MeetingRecord | None:
        given = self.decided_by
        if given is None:
            return None
        try:
            if given.startswith("{"):
                return MeetingRecord.model_validate_json(given)
            return _decider.validate_python(given)
        except ValidationError as error:
            raise UsageError(
                zh=f"--decided-by 应为人员编号，或者会议的 JSON（body、held_on、document）：{given}",
                en=f"--decided-by takes a person's id, or a meeting as JSON (body, held_on, document): {error.errors()[0]['msg']}",
            ) from None


@Parameter(name="*")
@dataclass(frozen=True)
class Acting(Signed):
    """Who gives one order, and under which circumstances."""

    command_id: Annotated[
        str | None,
        Parameter(help="命令编号：重复不会重复办理 an id of yours: repeated, it is not done twice"),
    ] = None
    expected: Annotated[
        int | None, Parameter(help="所见版本：已变则不办理 the version you saw: a newer one refuses")
    ] = None

    def sender(self) -> Sender:
        """Return who orders, with an id to repeat the order by. Raises `UsageError`."""
        return super().sender()._replace(command_id=self._command_id(), expected=self.expected)

    def _command_id(self) -> UUID:
        return command_uuid(self.who(), self.command_id) if self.command_id else new_id()


def settings_of(common: Common) -> Settings:
    """Return the settings; a data directory on the command line outranks the environment's."""
    settings = Settings.load()
    return settings.model_copy(update={"data": common.data}) if common.data else settings


def catalogue() -> Catalogue:
    """Return the shipped sentences."""
    return Catalogue(documents.messages())


@contextmanager
def repeatable(by: Sender) -> Iterator[None]:
    """Tell whoever interrupts an order how to repeat it: it may have been recorded."""
    try:
        yield
    except asyncio.CancelledError:
        say(
            f"已中断，是否已经办理尚不清楚。重新办理请加 --command-id {by.command_id}：不会重复办理。",
            f"Interrupted; nothing is known of the order's fate. Repeat it with --command-id {by.command_id}: nothing is done twice.",
            err,
        )
        raise


def login_of(common: Common) -> Login | None:
    """Return which server to ask, and as whom: the environment outranks a login. None: the desk itself is asked."""
    settings = settings_of(common)
    if common.direct:
        return None
    if settings.server is not None:
        return Login(server=settings.server, person=None, token=settings.token)
    return LoginFile(settings.login).read()


def check_here(common: Common) -> None:
    """Refuse what is of the machine of the service, while one is logged in at a server. Raises `UsageError`."""
    login = login_of(common)
    if login is not None:
        raise UsageError(
            zh=f"此命令不经服务器（已设置 {login.server}），须在服务所在的机器上执行：请在那里加 --direct，或者设置 BRANCHCTL_DIRECT=1。",
            en=f"No server does this (one is set: {login.server}): it is done on the machine of the service itself. Say --direct "
            "there, or set BRANCHCTL_DIRECT=1.",
        )


@asynccontextmanager
async def counter_of(common: Common) -> AsyncIterator[Counter]:
    """
    Go to the counter: of the server one is logged in at, else, with `--direct`, to the desk of the embedded stack.

    Raises `NotLoggedInError`, and what `desk_of` raises.
    """
    login = login_of(common)
    if login is not None:
        async with _afar(login) as desk:
            yield desk
    else:
        async with desk_of(common) as desk:
            yield desk


def server_at(login: Login) -> Server:
    """Return the server where somebody is signed in."""
    return Server(login.server, login.token.get_secret_value() if login.token else None)


@asynccontextmanager
async def _afar(login: Login) -> AsyncIterator[RemoteDesk]:
    server = server_at(login)
    try:
        yield RemoteDesk(server, catalogue(), await about(server), new_id)
    finally:
        await server.close()


@asynccontextmanager
async def desk_of(common: Common) -> AsyncIterator[Desk]:
    """
    Go to the desk itself: with `--direct`, past every server.

    Raises `NotLoggedInError` without it, `NowhereError` when nothing tells where it is, `DeskUnavailableError` when it is shut, `NotBegunError`.
    """
    check_here(common)
    if not common.direct:
        raise NotLoggedInError
    settings = settings_of(common)
    sentences = catalogue()
    async with auditor_of(common) as journal:
        clock = await clock_of(journal)
        client = await _client(find_engines(settings), sentences)
        yield Desk(journal, client, sentences, clock, now=now, new_id=new_id, task_queue=settings.task_queue)


@asynccontextmanager
async def auditor_of(common: Common) -> AsyncIterator[Journal]:
    """
    Go to the journal itself, Temporal away or not.

    Raises `NowhereError` when nothing tells where it is, `DeskUnavailableError` when it does not answer, and as `check_here`.
    """
    check_here(common)
    engines = find_engines(settings_of(common))
    try:
        journal = await Journal.open(engines.database_url.get_secret_value())
    except JournalUnavailableError as error:
        raise DeskUnavailableError(POSTGRESQL, error) from error
    try:
        yield journal
    finally:
        await journal.close()


async def clock_of(journal: Journal) -> RealOrRehearsal:
    """Return the nature of a journal. Raises `NotBegunError`, `DeskUnavailableError`."""
    try:
        return await journal.nature()
    except JournalNotOpenedError as error:
        raise NotBegunError from error
    except JournalUnavailableError as error:
        raise DeskUnavailableError(POSTGRESQL, error) from error


async def _client(engines: Engines, sentences: Catalogue) -> Client:
    try:
        return await connect_temporal(engines, [plugin(sentences)], lazy=True)
    except RuntimeError as error:
        raise DeskUnavailableError(TEMPORAL, error) from error
