"""`branchctl account`: who may sign in. A one-time password is printed once, and stands nowhere else."""

from typing import Annotated, Any

from cyclopts import App, Parameter

from domain.account.commands import (
    AccountCommand,
    AddAccount,
    DisableAccount,
    EnableAccount,
    ResetCredentials,
)
from domain.account.kinds import Identity, PrincipalKind, account_stream
from domain.account.state import AccountState
from interfaces.cli.connection import Acting, Common, counter_of, repeatable
from interfaces.cli.entering import door_of
from interfaces.cli.exits import Exit
from interfaces.cli.knowing import check_known
from interfaces.cli.output import show_answer, show_json, show_table
from interfaces.cli.speech import out, say
from interfaces.client.desk import RemoteDesk
from interfaces.desk.answers import Answer
from interfaces.desk.counter import Counter

account = App(name="account", help="账号 who may sign in; what they may do is the roster's matter")

_Person = Annotated[str, Parameter(help="人员或者系统的编号，也是登录名 the id in the roster, and the login")]
_Reason = Annotated[str, Parameter(help="理由 why")]


@account.command
async def add(
    person: _Person,
    /,
    *,
    org: Annotated[str, Parameter(help="管理组织 the organisation that administers the account")],
    system: Annotated[
        bool, Parameter(negative=(), help="系统账号：凭令牌登录，没有密码 a system: tokens, no password")
    ] = False,
    identity: Annotated[
        tuple[str, ...],
        Parameter(help='外部身份 "签发者 主体"，可多次 "ISSUER SUBJECT", once for each', negative=()),
    ] = (),
    acting: Acting | None = None,
) -> int:
    """
    设立账号 (add an account, and print its one-time password).

    一次性密码只显示这一次，七天内有效，首次登录须修改。

    The password is shown this once, lives seven days, and must be changed at the first sign-in.
    """
    acting = acting or Acting()
    command = AddAccount(
        org=org,
        holder=PrincipalKind.SYSTEM if system else PrincipalKind.PERSON,
        identities=tuple(_identity(one) for one in identity),
    )
    return await _settled(person, command, acting, with_password=not system)


@account.command
async def reset(person: _Person, /, *, acting: Acting | None = None) -> int:
    """重置密码 (void an account's password, end its sessions, and print a one-time password)."""
    return await _settled(person, ResetCredentials(), acting or Acting(), with_password=True)


@account.command
async def disable(person: _Person, /, *, reason: _Reason, acting: Acting | None = None) -> int:
    """停用账号 (let nobody in by an account; its sessions end at once)."""
    return await _settled(person, DisableAccount(reason=reason), acting or Acting(), with_password=False)


@account.command
async def enable(person: _Person, /, *, reason: _Reason, acting: Acting | None = None) -> int:
    """启用账号 (let an account be entered again)."""
    return await _settled(person, EnableAccount(reason=reason), acting or Acting(), with_password=False)


@account.command(name="list")
async def list_accounts(
    *,
    org: Annotated[str | None, Parameter(help="只看某组织及其下级 an organisation and those below")] = None,
    common: Common | None = None,
) -> int:
    """账号一览 (the accounts, with who administers them)."""
    common = common or Common()
    async with counter_of(common) as desk:
        await check_known(desk, org=org)
        directory, today = await desk.directory(), desk.today
        states: list[Any] = [(await desk.state(stream)).state for stream in await desk.streams("account")]
        found: list[AccountState] = [
            one for one in states if org is None or directory.within(one.org, org, today)
        ]
        if common.json:
            show_json([_told(one) | {"name": directory.name_of(one.person)} for one in found])
            return Exit.OK
        label = desk.catalogue.label
        rows = [
            (
                one.person,
                directory.name_of(one.person),
                label(one.holder).zh,
                label(one.status).zh,
                one.org,
                "\n".join(f"{identity.issuer} {identity.subject}" for identity in one.identities),
            )
            for one in found
        ]
        show_table(
            f"账号 accounts · {len(rows)}",
            ("编号 id", "姓名 name", "类型 kind", "状态 status", "管理 org", "外部身份 identities"),
            rows,
        )
    return Exit.OK


async def _settled(person: str, command: AccountCommand, acting: Acting, *, with_password: bool) -> int:
    by = acting.sender()
    async with counter_of(acting) as desk:
        with repeatable(by):
            answer = await desk.settle(account_stream(person), command, by)
        password = await _password(desk, person, answer, acting) if with_password else None
        if acting.json:
            show_json(answer.model_dump(mode="json") | ({"password": password} if password else {}))
            return Exit.OK
        show_answer(answer, desk.catalogue, as_json=False)
        if password:
            show_password(person, password)
    return Exit.OK


async def _password(desk: Counter, person: str, answer: Answer, acting: Acting) -> str | None:
    """Return a new one-time password; none for an account that has one, and where nothing changed."""
    if isinstance(desk, RemoteDesk):
        return None if answer.already_so else await desk.one_time_password(person)
    async with door_of(acting) as door:
        if answer.already_so and await door.signing_in.has_password(person):
            return None
        return await door.signing_in.issue(person)


def show_password(person: str, password: str) -> None:
    """Print a one-time password."""
    say(
        f"{person} 的一次性密码（只显示这一次，七天内有效，首次登录须修改）：",
        f"The one-time password of {person}: shown this once, for seven days, to be changed at the first sign-in:",
    )
    out.print(f"    {password}", markup=False)


def _identity(given: str) -> Identity:
    issuer, _, subject = given.partition(" ")
    return Identity(issuer=issuer, subject=subject)


def _told(one: AccountState) -> dict[str, object]:
    fields = {"org", "holder", "status", "identities"}
    return {"person": one.person} | one.model_dump(mode="json", include=fields)
