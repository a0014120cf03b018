"""`branchctl login`, `logout` and `whoami`: a session at a server, kept for the commands that follow."""

import getpass
import json
import sys
from typing import Annotated, Any

import httpx
from cyclopts import Parameter
from pydantic import SecretStr

from interfaces.cli.connection import Common, login_of, server_at, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import err, say
from interfaces.client.calling import Server
from interfaces.client.login import Login, LoginFile
from interfaces.desk.answers import RefusedError

_MUST_CHANGE = "access.password-must-change"


async def login(
    server: Annotated[
        str | None,
        Parameter(
            help="服务器地址，默认上次所用 where the API is, as http://127.0.0.1:8000; the last one, if absent"
        ),
    ] = None,
    /,
    *,
    person: Annotated[
        str | None,
        Parameter(
            name="--as",
            env_var="BRANCHCTL_AS",
            help="登录名，默认上次所用 the login; the last one, if absent",
        ),
    ] = None,
    common: Common | None = None,
) -> int:
    """
    登录 (sign in at a server).

    密码从终端读入，不出现在命令行和历史记录中；也可以经管道给出。一次性密码须当场修改。作出决定前须重新登录时，不带参数即可。

    The password is read from the terminal, or from a pipe; never from the command line. A one-time password is changed at
    once. Every further command then asks this server, as this person, until `branchctl logout`. Where a decision asks for
    credentials again, `branchctl login` without more gives them.
    """
    common = common or Common()
    file = LoginFile(settings_of(common).login)
    address, login = _where(server, person, file.read())
    asked = Server(address, None)
    try:
        told = await _signed_in(asked, login)
    finally:
        await asked.close()
    token, ends_at = SecretStr(told["token"]), told["ends_at"]
    kept = Login(server=address, person=told["person"], token=token, ends_at=ends_at)
    try:
        file.write(kept)
    except OSError as error:
        raise UsageError(zh=f"无法保存登录：{error}", en=f"The login cannot be kept: {error}") from None
    if common.json:
        show_json({"server": kept.server, "person": kept.person, "ends_at": kept.ends_at})
    else:
        say(f"已登录 {kept.server}：{kept.person}。", f"Signed in at {kept.server} as {kept.person}.")
    return Exit.OK


async def logout(*, common: Common | None = None) -> int:
    """退出登录 (end the session)."""
    common = common or Common()
    kept = LoginFile(settings_of(common).login)
    known = kept.read()
    if known is not None:
        server = server_at(known)
        try:
            await server.send("DELETE", "/v1/sessions/current")
        except RefusedError:
            pass  # it had ended
        finally:
            await server.close()
        kept.forget()
    say("已退出登录。", "Signed out.")
    return Exit.OK


async def whoami(*, common: Common | None = None) -> int:
    """当前身份：登录的人员、今天的岗位 (who is signed in, with the offices of today)."""
    common = common or Common()
    known = login_of(common)
    if known is None:
        raise UsageError(
            zh="尚未登录：branchctl login 服务器地址。", en="Not logged in: branchctl login ADDRESS."
        )
    server = server_at(known)
    try:
        told: dict[str, Any] = (await server.get("/v1/sessions/current")).json()
    finally:
        await server.close()
    if common.json:
        show_json(told | {"server": known.server})
        return Exit.OK
    offices = [(one["role"], one["org"], one.get("on_behalf_of") or "") for one in told["offices"]]
    show_table(
        f"{told['name']} {told['person']} @ {known.server}",
        ("岗位 role", "组织 org", "代 on behalf of"),
        offices,
    )
    return Exit.OK


def _where(server: str | None, person: str | None, known: Login | None) -> tuple[str, str]:
    """Return which server, and as whom: what is not said is as it was the last time."""
    address = server or (known.server if known else None)
    login = person or (known.person if known and known.server == address else None)
    if address is None or login is None:
        raise UsageError(
            zh="请写明服务器和登录名：branchctl login http://服务器 --as 编号。",
            en="Name the server and the login: branchctl login http://SERVER --as PERSON.",
        )
    return address.rstrip("/"), login


async def _signed_in(server: Server, person: str) -> dict[str, Any]:
    password = _asked("密码 password: ")
    try:
        return await _session(server, person, password)
    except RefusedError as refused:
        if refused.refusal.rule != _MUST_CHANGE:
            raise
        say(refused.refusal.zh, refused.refusal.en, err)
    chosen = _asked("新密码 new password: ")
    if sys.stdin.isatty() and _asked("再次输入 again: ") != chosen:
        raise UsageError(zh="两次输入不同，没有修改。", en="The two are not the same; nothing was changed.")
    await _sent(
        server, "PUT", "/v1/password", {"login": person, "password": password, "new_password": chosen}
    )
    return await _session(server, person, chosen)


async def _session(server: Server, person: str, password: str) -> dict[str, Any]:
    told: dict[str, Any] = (
        await _sent(server, "POST", "/v1/sessions", {"login": person, "password": password})
    ).json()
    return told


async def _sent(server: Server, method: str, path: str, body: dict[str, str]) -> httpx.Response:
    return await server.send(method, path, json=json.dumps(body))


def _asked(prompt: str) -> str:
    """Read a secret: unseen from a terminal, else the next line of what was piped in."""
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\n")
