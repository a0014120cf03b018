"""`branchctl source`: which systems may send events, and by which keys that is proved."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.types import ExistingFile
from cyclopts.validators import Number

from access.webhooks.keys import new_secret
from infra.clock import now
from interfaces.cli.connection import Common, check_here, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.reading import text_of
from interfaces.cli.speech import say
from interfaces.upstream.sources import read_sources
from interfaces.upstream.sources_file import add_source, rotate_key

source = App(name="source", help="上游来源与密钥 (upstream systems and their keys)")

Uri = Annotated[str, Parameter(help="事件的来源 URI the source that its events bear")]
KeyFile = Annotated[
    ExistingFile | None,
    Parameter(
        help="存有系统公钥 whpk_… 的文件；不给则生成共享密钥 a file with the system's public key; else a secret is made"
    ),
]


@source.command
async def add(
    system: Annotated[str, Parameter(help="系统在名册中的编号 the system, by the roster's id")],
    uri: Uri,
    /,
    *,
    public_key: KeyFile = None,
    common: Common | None = None,
) -> int:
    """
    登记来源 (let a system send events).

    没有公钥时生成共享密钥，只显示这一次，请交给该系统。名册还须授予该系统 upstream 岗位。

    Without a public key a shared secret is made, and shown this once: hand it to the system. The roster must give the
    system the office `upstream` as well.
    """
    common = common or Common()
    check_here(common)
    key = _key(public_key)
    with _writing(common):
        add_source(settings_of(common).sources_file, system, uri, key)
    _show_key(key, common, made=public_key is None)
    return Exit.OK


@source.command(name="list")
async def list_sources(*, common: Common | None = None) -> int:
    """来源一览；密钥只显示其摘要 (systems and their sources; of keys only a digest is shown)."""
    common = common or Common()
    check_here(common)
    listed = read_sources(settings_of(common).sources_file).source
    rows = [(one.system, one.source, key.name, key.until) for one in listed for key in one.keys]
    if common.json:
        names = ("system", "source", "key", "until")
        show_json([dict(zip(names, row, strict=True)) for row in rows])
    elif rows:
        show_table("来源 sources", ("系统 system", "来源 source", "密钥 key", "有效至 until"), rows)
    else:
        say(
            "还没有来源：branchctl source add SYSTEM URI。",
            "There is no source yet: branchctl source add SYSTEM URI.",
        )
    return Exit.OK


@source.command
async def rotate(
    uri: Uri,
    /,
    *,
    overlap: Annotated[
        int,
        Parameter(
            help="旧密钥再用几天 days for which the old key is still accepted",
            validator=Number(gte=0, lte=365),
        ),
    ] = 7,
    public_key: KeyFile = None,
    common: Common | None = None,
) -> int:
    """
    更换密钥：新旧密钥在重叠期内都有效 (another key; the old one is accepted for some days more).

    旧密钥已泄露的，请用 --overlap 0。If the old key was seen by others: --overlap 0.
    """
    common = common or Common()
    check_here(common)
    key, moment = _key(public_key), now()
    until = moment + timedelta(days=overlap)
    with _writing(common):
        rotate_key(settings_of(common).sources_file, uri, key, until, moment)
    _show_key(key, common, made=public_key is None)
    return Exit.OK


@contextmanager
def _writing(common: Common) -> Iterator[None]:
    """Raise `UsageError` where the file cannot be written."""
    try:
        yield
    except OSError as error:
        path = settings_of(common).sources_file
        raise UsageError(
            zh=f"无法写入 {path}：{error.strerror}。请以其属主身份运行，或者用 BRANCHCTL_SOURCES 指定另一文件。",
            en=f"{path} cannot be written: {error.strerror}. Run it as its owner, or name another file by BRANCHCTL_SOURCES.",
        ) from None


def _key(public_key: ExistingFile | None) -> str:
    return new_secret() if public_key is None else text_of(public_key).strip()


def _show_key(key: str, common: Common, *, made: bool) -> None:
    if common.json:
        show_json({"secret": key} if made else {})
    elif made:
        say(f"共享密钥（只显示这一次）：{key}", f"The shared secret, shown this once: {key}")
    else:
        say("公钥已登记。", "The public key is registered.")
