"""The summary at the end: cases by outcome, entries by kind, one branch's whole story, figures, expectations (演练小结)."""

from interfaces.cli.output import show_table
from interfaces.cli.speech import say
from interfaces.demo.filing import VACATED
from interfaces.demo.looking_back import Found
from interfaces.demo.stage import Stage
from interfaces.desk.enquiries import Pages


async def show_summary(stage: Stage, found: Found, seconds: float) -> None:
    """Print what the stories left."""
    _show_outcomes(found)
    _show_kinds(found)
    await _show_story(stage)
    _show_figures(found, seconds)


def _show_outcomes(found: Found) -> None:
    rows = [
        (process, "，".join(f"{label} × {number}" for label, number in counts.most_common()), counts.total())
        for process, counts in sorted(found.outcomes.items())
    ]
    show_table("事项与结果 · cases by outcome", ("事项 process", "状态 where they stand", "合计 total"), rows)


def _show_kinds(found: Found) -> None:
    families: dict[str, list[str]] = {}
    for kind, number in sorted(found.kinds.items()):
        family, name = kind.split(".", maxsplit=1)
        families.setdefault(family, []).append(f"{name}\N{MULTIPLICATION SIGN}{number}")
    rows = [(family, "  ".join(kinds)) for family, kinds in families.items()]
    show_table("记录种类 · entries by kind", ("事项 process", "种类 kinds"), rows)


async def _show_story(stage: Stage) -> None:
    """Tell the branch whose secretary's contract ended: taken over, office vacated and filled, a star."""
    told = await stage.desk.timeline(f"branch:{VACATED.id}", Pages(technical=False))
    name = (await stage.state(VACATED.stream)).name
    say(f"\n{name} 的全部经过：", f"The whole story of one branch, {VACATED.id}:")
    for line in told.items:
        say(f"{line.acted_on}  {line.name}：{line.zh}", f"            {line.person}: {line.en}")


def _show_figures(found: Found, seconds: float) -> None:
    rows = [
        ("记录 entries", found.entries),
        ("记录流 streams", found.streams),
        ("拒绝（在案） refusals on record", found.refusals),
        ("演练中经过的天数 days that passed", found.days),
        ("实际用时（秒） seconds it took", f"{seconds:.0f}"),
    ]
    show_table("数字 · figures", ("", ""), rows)


def show_expectations(stage: Stage) -> None:
    """Say which expectations did not hold, the audit's among them."""
    held = len(stage.expectations) - len(stage.failures)
    if not stage.failures:
        say(f"✔ {held} 项预期全部达到。", f"✔ All {held} expectations held.")
        return
    say(
        f"✘ {len(stage.expectations)} 项预期中有 {len(stage.failures)} 项未达到：",
        f"✘ {len(stage.failures)} of {len(stage.expectations)} expectations did not hold:",
    )
    for one in stage.failures:
        say(f"  ✘ {one.zh}", f"    {one.en}")
