"""`branchctl subscriber`: who is told of sealed entries; set where the worker runs, by whoever runs the service."""

import base64
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cyclopts import App, Parameter
from cyclopts.validators import Number
from pydantic import SecretStr, ValidationError

from access.webhooks.keys import PRIVATE, PrivateKey, new_secret, signing_key
from access.webhooks.posting import Poster
from access.webhooks.refusals import NotReachedError, SubscriberKnownError
from access.webhooks.standing import Standings
from access.webhooks.subscribers import Subscriber
from access.webhooks.subscribers_file import SubscribersFile
from access.webhooks.telling import told_as_test
from infra.clock import now
from infra.ids import new_id
from infra.subscribers_file import find_subscribers
from interfaces.cli.connection import Common, auditor_of, check_here, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import say
from interfaces.cli.subscribers_shown import HEADINGS, row, shown
from interfaces.desk.outages import outages_named
from journal.keys import origin_of

subscriber = App(name="subscriber", help="订阅方 who is told of sealed entries, by signed webhooks")


@subscriber.command
async def add(  # noqa: PLR0913  # what a subscription is made of
    name: str,
    url: str,
    /,
    *,
    kind: Annotated[
        list[str] | None,
        Parameter(negative=(), help="种类，或其开头 a kind, or what kinds begin with; repeat it"),
    ] = None,
    org: Annotated[
        list[str] | None, Parameter(negative=(), help="组织及其下级 an organisation and all below; repeat it")
    ] = None,
    since: Annotated[
        int | None,
        Parameter(
            help="从账本该位置之后开始，默认从现在 behind a position; from now if absent",
            validator=Number(gte=0),
        ),
    ] = None,
    ed25519: Annotated[
        bool, Parameter(negative=(), help="非对称签名 sign by Ed25519 instead of a shared secret")
    ] = False,
    common: Common | None = None,
) -> int:
    """
    登记订阅方，显示其密钥一次 (have somebody told; its key is shown this once).

    已封存的记录按账本顺序逐条签名发送。Sealed entries are sent in order, each signed; see docs/subscribers.md.
    """
    common = common or Common()
    file = _file(common)
    known = file.read()
    if known.find(name):
        raise SubscriberKnownError(name)
    key = _new_private() if ed25519 else new_secret()
    if since is None:
        async with auditor_of(common) as journal:
            with outages_named():
                since = (await journal.seals.reach()).sealed
    try:
        added = Subscriber(
            id=name,
            url=url,
            keys=(SecretStr(key),),
            kinds=tuple(kind or ()),
            orgs=tuple(org or ()),
            since=since,
        )
    except ValidationError as error:
        raise _unusable(error) from None
    file.write(known.with_one(added))
    told = _verified_by(key)
    if common.json:
        show_json({"subscriber": name, "since": since, "key": told})
    else:
        say(
            f"已登记：{name}，从账本位置 {since} 之后开始。验证签名用的密钥（只显示这一次）：{told}",
            f"Added: {name}, told of what follows position {since}. What its signatures are verified by (shown this once): {told}",
        )
    return Exit.OK


@subscriber.command(name="list")
async def list_subscribers(*, common: Common | None = None) -> int:
    """列出订阅方及其进度 (list who is told, how far, and what is in the way)."""
    common = common or Common()
    known = _file(common).read()
    async with auditor_of(common) as journal:
        with outages_named():
            standings = await Standings(journal).all()
            sealed = (await journal.seals.reach()).sealed
    rows = [shown(one, standings.get(one.id), sealed) for one in known.subscriber]
    if common.json:
        show_json([one._asdict() for one in rows])
    else:
        show_table("订阅方 subscribers", HEADINGS, (row(one) for one in rows))
    return Exit.OK


@subscriber.command
async def pause(name: str, /, *, common: Common | None = None) -> int:
    """暂停 (tell nothing until it is resumed); it goes on where it was."""
    common = common or Common()
    _set_paused(_file(common), name, paused=True)
    return _done(common, name, "paused", "已暂停", "Paused")


@subscriber.command
async def resume(name: str, /, *, common: Common | None = None) -> int:
    """恢复 (tell it again, from where it was, also if it said that it is gone)."""
    common = common or Common()
    file = _file(common)
    file.read().known(name)
    async with auditor_of(common) as journal:
        with outages_named():
            await Standings(journal).come_back(name)
    _set_paused(file, name, paused=False)
    return _done(common, name, "resumed", "已恢复", "Resumed")


@subscriber.command(name="test")
async def try_now(name: str, /, *, common: Common | None = None) -> int:
    """现在发送一条测试消息 (send a message of kind `subscription.test.v1` now, and tell what came back)."""
    common = common or Common()
    wanted = _file(common).read().known(name)
    async with auditor_of(common) as journal:
        with outages_named():
            origin = await origin_of(journal)
    message_id, at = str(new_id()), now()
    async with Poster(now, private=settings_of(common).subscribers_private).line(wanted) as line:
        reply = await line.post(message_id, told_as_test(message_id, at, name, origin))
    if not reply.taken:
        raise NotReachedError(str(reply.status))
    if common.json:
        show_json({"subscriber": name, "status": reply.status, "id": message_id})
    else:
        say(f"{name} 已接收（{reply.status}）。", f"{name} took it ({reply.status}).")
    return Exit.OK


def _file(common: Common) -> SubscribersFile:
    """Return the file. Raises `UsageError` when nothing tells where it is, and as `check_here`."""
    check_here(common)
    path = find_subscribers(settings_of(common))
    if path is None:
        raise UsageError(
            zh="请以 BRANCHCTL_SUBSCRIBERS 指明订阅方文件（与 worker 所用的相同）。",
            en="Name the subscribers' file in BRANCHCTL_SUBSCRIBERS, the same that the worker reads.",
        )
    return SubscribersFile(path)


def _set_paused(file: SubscribersFile, name: str, *, paused: bool) -> None:
    known = file.read()
    file.write(known.with_one(known.known(name).model_copy(update={"paused": paused})))


def _done(common: Common, name: str, what: str, zh: str, en: str) -> int:
    if common.json:
        show_json({what: name})
    else:
        say(f"{zh}：{name}。", f"{en}: {name}.")
    return Exit.OK


def _new_private() -> str:
    return PRIVATE + base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def _verified_by(key: str) -> str:
    """Return what the subscriber verifies by: the shared secret, or the public half."""
    signer = signing_key(key)
    return signer.public if isinstance(signer, PrivateKey) else key


def _unusable(error: ValidationError) -> UsageError:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "url"
    return UsageError(
        zh=f"{where} 不可用：{first['msg']}。编号、种类与组织为字母、数字、“.”“_”“-”；地址为 http(s)://…，不含用户名与片段。",
        en=f"{where} cannot be used: {first['msg']}. Ids, kinds and organisations are letters, digits, '.', '_' and '-'; a URL is http(s)://… without user and fragment.",
    )
