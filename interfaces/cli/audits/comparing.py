"""`branchctl audit diff`: an export beside the journal, or beside another export."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from audit.comparing.answers import Altered, Change, Comparison, Consistency
from audit.comparing.comparing import compare
from audit.comparing.sides import Kept, Live
from domain.catalogue import Catalogue
from interfaces.cli.connection import Common, auditor_of, catalogue
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.progress import progress
from interfaces.cli.speech import say


async def diff(
    export: Path,
    other: Path | None = None,
    /,
    *,
    limit: Annotated[
        int, Parameter(validator=Number(gte=1), help="最多列出多少条 how many altered entries are named")
    ] = 50,
    common: Common | None = None,
) -> int:
    """
    比较：一份导出与现在的账本，或者两份导出 (an export with the journal as it stands, or with another export).

    证明后来的树是先前的树的延续，并逐条比较；退出码 1 表示有改写，逐一列出。

    Proves that the later tree goes on from the earlier one, and compares every entry. Exit code 1 when something was
    rewritten: which entries, which fields.
    """
    common = common or Common()
    with progress("比较 comparing", quiet=common.json) as advanced:
        if other:
            earlier, later = sorted(
                (Kept(export), Kept(other)), key=lambda one: one.size
            )  # whichever is named first
            found = await compare(earlier, later, advanced, limit)
        else:
            kept = Kept(export)
            async with auditor_of(common) as journal:
                found = await compare(kept, Live(journal), advanced, limit)
    if common.json:
        show_json({**found.model_dump(mode="json"), "agrees": found.agrees, "grown": found.grown})
    else:
        _show(found, catalogue())
    return Exit.OK if found.agrees else Exit.REFUSED


def _show(found: Comparison, sentences: Catalogue) -> None:
    if found.agrees:
        say(
            f"相符：先前的 {found.earlier.size} 条记录一字未改，此后新增 {found.grown} 条。",
            f"They agree: the {found.earlier.size} earlier entries are as they were; {found.grown} were added since.",
        )
        return
    for zh, en in _verdicts(found, sentences):
        say(zh, en)
    if found.altered:
        rows = [_row(one, sentences) for one in found.altered]
        headings = ("改动 change", "位置 position", "事项 stream", "栏 fields", "瓦片 tile")
        show_table(f"改动 · {sum(found.counts)} altered entries", headings, rows)


def _verdicts(found: Comparison, sentences: Catalogue) -> list[tuple[str, str]]:
    counts = zip(map(sentences.label, Change), found.counts, strict=True)
    told = [(label, count) for label, count in counts if count]
    zh = "，".join(f"{label.zh} {count} 条" for label, count in told) or "没有逐条的差别"
    en = ", ".join(f"{count} {label.en}" for label, count in told) or "no entry differs"
    verdicts = [(f"不符：{zh}。", f"They do NOT agree: {en}.")]
    if found.consistency is not Consistency.CONSISTENT:
        label = sentences.label(found.consistency)
        verdicts.append((f"检查点：{label.zh}。", f"Checkpoints: {label.en}."))
    if not found.intact:
        verdicts.append(
            (
                "导出的记录与其检查点不符：改动的是导出。",
                "The export's entries are not those of its checkpoint: it is the export that was altered.",
            )
        )
    if found.grown < 0:
        verdicts.append(
            (
                f"后来的检查点少了 {-found.grown} 条记录。",
                f"The later checkpoint covers {-found.grown} entries less.",
            )
        )
    return verdicts


def _row(one: Altered, sentences: Catalogue) -> tuple[object, ...]:
    label = sentences.label(one.change)
    moved = f"{one.position or '—'} → {one.now or '—'}"
    place = one.position if one.position == one.now else moved
    return (f"{label.zh} {label.en}", place, f"{one.stream} #{one.version}", "\n".join(one.fields), one.tile)
