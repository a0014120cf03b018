"""The audit at the end: nothing was rewritten, every rule was kept, and a stranger can check it with one file (审计)."""

import asyncio
import sys
from typing import NamedTuple

from audit.conforming import conform_all
from audit.exports.exporting import export
from audit.verifying.verify import Trust, verify
from interfaces.cli.speech import out, say
from interfaces.demo.running import Running
from interfaces.demo.stage import Stage
from journal.anchors import read_anchors


class Checked(NamedTuple):
    """How many commands were put to their rules again, and how many departed from them."""

    commands: int
    departures: int


async def audit(stage: Stage, running: Running) -> None:
    """Verify the journal, put every command to the rules again, export it, and have the export verified by itself."""
    await stage.as_far_as_it_goes(_sealed(stage))
    anchors = read_anchors(running.anchors) if running.anchors else []
    await _verify(stage, anchors)
    await _conform(stage)
    await stage.as_far_as_it_goes(_export(stage, running, anchors))


async def _sealed(stage: Stage) -> None:
    """Wait until a checkpoint covers what the stories left."""
    length = await stage.journal.length()

    async def covered() -> bool:
        checkpoint = await stage.journal.seals.checkpoint()
        return checkpoint is not None and checkpoint.size >= length

    await stage.until(
        covered, "全部记录已封存并签署检查点", "every entry is sealed, and a checkpoint signed over it"
    )


async def _verify(stage: Stage, anchors: list[str]) -> None:
    found = await verify(stage.journal, trust=Trust(anchors=anchors))
    say(
        f"\n账本核验 audit verify：{found.entries} 条记录，已封存至第 {found.sealed} 条，签名至第 {found.signed} 条，"
        f"留底至第 {found.anchored} 条，发现 {len(found.findings)} 处不符。",
        f"audit verify: {found.entries} entries, sealed up to {found.sealed}, signed up to {found.signed}, "
        f"anchored up to {found.anchored}; {len(found.findings)} findings.",
    )
    stage.expect(
        found.holds and found.anchored,
        "账本核验无误，且与留底一致",
        "the journal verifies, and agrees with its anchors",
    )


async def _conform(stage: Stage) -> None:
    checked = Checked(0, 0)
    async for one in conform_all(stage.journal):
        checked = Checked(checked.commands + 1, checked.departures + len(one.findings))
    say(
        f"规则复核 audit conform --all：{checked.commands} 个命令，{checked.departures} 处不符。",
        f"audit conform --all: {checked.commands} commands put to their rules again, {checked.departures} departures.",
    )
    stage.expect(not checked.departures, "每个命令都符合当时的规则", "every command conforms to its rules")


async def _export(stage: Stage, running: Running, anchors: list[str]) -> None:
    directory = running.exports
    done = await export(stage.journal, directory, running.maker, lambda _more, _total: None, anchors=anchors)
    say(
        f"导出证据 audit export：{done.manifest.size} 条记录；由导出目录中的程序核验：python3 -I verify.py",
        f"audit export: {done.manifest.size} entries; verified by the file that came with them: python3 -I verify.py",
    )
    verifier = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        directory / "verify.py",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await verifier.communicate()
    out.print(said.decode().rstrip(), markup=False, highlight=False, soft_wrap=True)
    stage.expect(verifier.returncode == 0, "导出的证据经独立核验无误", "the export verifies without us")
