"""`branchctl audit export`: evidence that stands on its own."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from audit.exports.exporting import Exported, Maker
from audit.exports.exporting import export as export_journal
from audit.exports.manifest import Manifest
from domain.model import Model, Sha256
from infra.clock import now
from infra.seal_files import find_seal_files
from interfaces.cli.connection import Common, auditor_of, check_here, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json
from interfaces.cli.problems import UsageError
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from journal.anchors import read_anchors


class Told(Model):
    """What the command answers as JSON. `digest`: the manifest's; `holds`: whether the entries are those that were sealed."""

    directory: Path
    digest: Sha256
    holds: bool
    manifest: Manifest


async def export(
    directory: Path,
    /,
    *,
    to: Annotated[
        int | None,
        Parameter(
            validator=Number(gte=1),
            help="到不超过这么多条记录的最后一个检查点 up to the last checkpoint over at most so many entries",
        ),
    ] = None,
    anchors: Annotated[
        Path | None,
        Parameter(help="数据库之外保存的检查点文件 the checkpoints that are kept outside the database"),
    ] = None,
    common: Common | None = None,
) -> int:
    """
    导出证据：记录原始字节、Merkle 树、检查点、公钥、规则原文和独立核验程序 (evidence that needs no database and no software of ours).

    核验只需要 Python 3.9：python3 -I DIR/verify.py。目录须不存在或者为空。

    Python 3.9 checks it: `python3 -I DIR/verify.py`. The directory must be empty, or not there. Exit code 1 when the
    entries are not those that were sealed; they are exported as they stand, and verify.py names what was altered.
    """
    common = common or Common()
    check_here(common)
    notes = _notes(anchors or find_seal_files(settings_of(common)).anchors)
    maker = Maker(f"branch-lifecycle {version('branch-lifecycle')}", now())
    async with auditor_of(common) as journal:
        with progress("导出 exporting", quiet=common.json) as advanced:
            done = await export_journal(journal, directory, maker, advanced, to=to, anchors=notes)
    if common.json:
        show_json(Told(directory=directory, digest=done.digest, holds=done.holds, manifest=done.manifest))
    else:
        _tell(directory, done)
    return Exit.OK if done.holds else Exit.REFUSED


def _tell(directory: Path, done: Exported) -> None:
    told = done.manifest
    say(
        f"已导出 {told.size} 条记录到 {directory}（{told.first} 至 {told.last}）。",
        f"Exported {told.size} entries to {directory}.",
    )
    verifier = next(file.sha256 for file in told.files if file.path == "verify.py")
    say(
        f"树根 {told.root}\n清单 SHA-256 {done.digest}\nverify.py SHA-256 {verifier}",
        "Root and digests: note them down.",
    )
    if done.holds:
        say(f"核验：python3 -I {directory}/verify.py", "Check it with the command above, anywhere.")
    else:
        say(
            f"记录与封存时不符：请执行 python3 -I {directory}/verify.py，逐一列出改动之处。",
            "The entries are not those that were sealed: the verifier names what was altered.",
        )


def _notes(path: Path | None) -> list[str]:
    try:
        return read_anchors(path) if path else []
    except OSError as error:
        raise UsageError(
            zh=f"无法读取检查点文件 {path}：{error}", en=f"The checkpoints in {path} cannot be read: {error}"
        ) from None
