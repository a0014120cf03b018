"""`branchctl audit status` and `rotate-key`: how the seal stands, and whose key signs it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from audit.seal_status import SealStatus, Stopped
from domain.catalogue import Catalogue
from infra.clock import now
from infra.errors import UnusableSealFileError
from infra.seal_files import find_seal_files
from interfaces.cli.audits.asking import audits_of
from interfaces.cli.connection import Common, auditor_of, catalogue, check_here, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import say
from journal.key_files import KeyFile
from journal.rotation import Rotated, rotate


async def status(*, common: Common | None = None) -> int:
    """
    封存状况：封到何处、谁在封存、检查点与留底是否相符 (how far the seal reaches, and whether all that was vouched for agrees).

    退出码 1 表示有不符，封存已经或者应当停止。逐条核验请用 branchctl audit verify。

    Exit code 1 when something contradicts what was sealed. `branchctl audit verify` checks every entry.
    """
    common = common or Common()
    async with audits_of(common) as asked:
        with _files_named():
            found = await asked.status()
    if common.json:
        show_json(found)
    else:
        _show(found, catalogue())
    return Exit.OK if found.sound else Exit.REFUSED


async def rotate_key(*, common: Common | None = None) -> int:
    """
    更换封存密钥：新密钥由原密钥背书，记入账中，此后的检查点由它签署 (replace the key that signs checkpoints).

    原密钥文件被覆盖；中断后再次执行即可完成。

    The old key endorses the new one in the journal, and its file is overwritten. Interrupted, run it again.
    """
    common = common or Common()
    check_here(common)
    path = find_seal_files(settings_of(common)).key
    if path is None or not os.access(path, os.R_OK | os.W_OK):
        raise UsageError(
            zh=f"此处没有可读写的封存密钥文件（{path}）：请在工作进程所在的机器上执行，并以 BRANCHCTL_SEAL_KEY_FILE 指明；"
            "作为机密设置（seal_key）的密钥须先移入文件。",
            en=f"There is no key file here to read and write ({path}): run this where the workers run, and name it in "
            "BRANCHCTL_SEAL_KEY_FILE; a key that is a secret setting (seal_key) has to become a file first.",
        )
    async with auditor_of(common) as journal:
        with _files_named():
            rotated = await rotate(journal, KeyFile(path), now())
    if common.json:
        show_json(rotated)
    else:
        _tell(rotated)
    return Exit.OK


@contextmanager
def _files_named() -> Iterator[None]:
    """Say of a file that cannot be used which it is, and what to do. What the journal raises while it is away passes."""
    try:
        yield
    except OSError as error:
        raise UnusableSealFileError(error) from error


def _tell(rotated: Rotated) -> None:
    say(
        f"自第 {rotated.position} 条记录起，检查点由新密钥签署：{rotated.key}",
        f"From entry {rotated.position} on, checkpoints are signed by the new key.",
    )
    say(f"原密钥：{rotated.replaces}", "The key before it is shown above.")


def _show(found: SealStatus, sentences: Catalogue) -> None:
    rows = [
        ("记录 entries", found.entries),
        ("已封存 sealed", found.sealed),
        ("待封存 not sealed yet", found.backlog),
        ("封存者 sealer", "在封存 at work" if found.sealing else "无人封存 nobody seals"),
        ("检查点 checkpoint", found.checkpoint or "尚无 none yet"),
        ("树根 root", found.root),
        ("留底 anchored", "未设 no file" if found.anchored is None else found.anchored),
        ("密钥 key", found.key or "尚无 none yet"),
    ]
    show_table("封存 seal", ("项 item", "值 value"), rows)
    if found.alarm:
        said = _told(found.alarm, sentences)
        say(f"警报：封存已停止，{said[0]}。", f"ALARM: sealing has stopped: {said[1]}.")
    if found.contradiction:
        said = _told(found.contradiction, sentences)
        say(f"不符：{said[0]}。", f"CONTRADICTION: {said[1]}.")
    if found.sound:
        say(
            "树、检查点与留底相符。逐条核验：branchctl audit verify",
            "Tree, checkpoint and anchors agree. `branchctl audit verify` checks every entry.",
        )


def _told(stopped: Stopped, sentences: Catalogue) -> tuple[str, str]:
    label = sentences.label(stopped.alarm)
    return f"{label.zh}（位置 {stopped.position}）", f"{label.en} (position {stopped.position})"
