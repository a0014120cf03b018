"""`branchctl audit verify`: whether the journal still is what was recorded, sealed, signed and anchored."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from audit.verifying.findings import Finding, Verification
from audit.verifying.verify import Span
from domain.catalogue import Catalogue
from infra.seal_files import find_seal_files
from interfaces.cli.audits.asking import audits_of
from interfaces.cli.connection import Common, catalogue, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.desk.audits import Held
from journal.anchors import read_anchors
from journal.notes import NoteError, PublicKey

Position = Annotated[int | None, Parameter(validator=Number(gte=1))]


async def verify_journal(
    *,
    first: Annotated[Position, Parameter(name="--from", help="自第几条记录起 the first position")] = None,
    last: Annotated[Position, Parameter(name="--to", help="至第几条记录止 the last position")] = None,
    key: Annotated[
        str | None, Parameter(help="您所信任的公钥 a public key that you trust: name+id+base64")
    ] = None,
    anchors: Annotated[
        Path | None,
        Parameter(
            help="留底文件，默认为服务所保存的 the file of anchors; by default those that the service keeps"
        ),
    ] = None,
    common: Common | None = None,
) -> int:
    """
    核验账本：字节、各列、次序、封存、签名与留底 (verify bytes, columns, order, seals, signatures and anchors).

    退出码 1 表示有不符；逐条指出位置与列。一段范围会扩展到与之一同封存的记录，并连到最后的检查点。

    Exit code 1 when something is wrong; each finding names its place. A range is widened to what was sealed together.
    """
    common = common or Common()
    if first is not None and last is not None and first > last:
        raise UsageError(
            zh=f"--from {first} 在 --to {last} 之后。", en=f"--from {first} lies behind --to {last}."
        )
    held = Held(_notes(anchors) if anchors else None, _key(key))
    async with audits_of(common) as asked:
        with progress("核验 verifying", quiet=common.json) as advanced, _own_anchors_named(common):
            found = await asked.verify(Span(first, last), held, advanced)
    if common.json:
        show_json({"holds": found.holds, "unsealed": found.unsealed, **found.model_dump(mode="json")})
    else:
        _show(found, catalogue())
    return Exit.OK if found.holds else Exit.REFUSED


def _notes(path: Path) -> list[str]:
    """Return the anchors of a file that was named, which must hold some."""
    try:
        notes = read_anchors(path)
    except OSError as error:
        raise _unreadable(path, error) from None
    if not notes:
        raise UsageError(zh=f"{path} 中没有检查点。", en=f"{path} holds no checkpoint, or is not there.")
    return notes


@contextmanager
def _own_anchors_named(common: Common) -> Iterator[None]:
    """Say which file it is that the settings name and that cannot be read."""
    try:
        yield
    except OSError as error:
        raise _unreadable(find_seal_files(settings_of(common)).anchors, error) from None


def _unreadable(path: Path | None, error: OSError) -> UsageError:
    return UsageError(
        zh=f"无法读取留底文件 {path}：{error}", en=f"The anchors {path} cannot be read: {error}"
    )


def _key(text: str | None) -> PublicKey | None:
    try:
        return PublicKey.parse(text) if text else None
    except NoteError as error:
        raise UsageError(
            zh=f"--key 应为公钥（名称+编号+base64）：{error}",
            en=f"--key takes a public key (name+id+base64): {error}",
        ) from None


def _show(found: Verification, sentences: Catalogue) -> None:
    if found.findings:
        headings = ("何处 where", "列 column", "问题 what is wrong", "应为 expected", "实为 found")
        show_table("核验发现 findings", headings, [_row(one, sentences) for one in found.findings])
        if found.more:
            say(f"另有 {found.more} 项未列出。", f"{found.more} more are not listed.")
    _tell_reach(found)
    if found.holds:
        say("核验通过。", "Nothing is wrong.")
    else:
        first = found.findings[0]
        what = sentences.label(first.flaw)
        column = f" · {first.column}" if first.column else ""
        say(
            f"核验不通过，首先是 {first.place}{column}：{what.zh}。",
            f"Wrong, first {first.place}{column}: {what.en}.",
        )


def _tell_reach(found: Verification) -> None:
    say(
        f"已核验第 {found.first} 至 {found.last} 条，共 {found.entries} 条。",
        f"Verified positions {found.first} to {found.last}: {found.entries} entries.",
    )
    say(
        f"封存至第 {found.sealed} 条，签名至第 {found.signed} 条，留底至第 {found.anchored} 条（0 表示无）。",
        f"Sealed up to {found.sealed}, signed up to {found.signed}, anchored up to {found.anchored} (0: none).",
    )
    if found.unsealed:
        say(
            f"最后 {found.unsealed} 条尚未封存：只核对了各列与次序。",
            f"The last {found.unsealed} are not sealed yet: only their columns and order were compared.",
        )


def _row(one: Finding, sentences: Catalogue) -> tuple[str, ...]:
    said = sentences.label(one.flaw)
    return (str(one.place), one.column or "", f"{said.zh}\n{said.en}", one.expected, one.found)
