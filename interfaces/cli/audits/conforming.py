"""`branchctl audit conform`: every stored command put to the rules again."""

from collections.abc import AsyncIterator
from typing import Annotated

from cyclopts import Parameter

from audit.conforming import Checked, conform_all, conform_stream
from audit.findings import Finding
from domain.catalogue import Catalogue
from domain.dates import local_day
from infra.clock import now
from interfaces.cli.audits.differing import lines
from interfaces.cli.connection import Common, auditor_of, catalogue
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.desk.audited import ToldConformance, ToldFinding, told_findings
from interfaces.desk.names import check_stream

SHOWN = 50
"""Findings that people are shown; programs are told all."""


async def conform(
    stream: str | None = None,
    /,
    *,
    everything: Annotated[
        bool, Parameter(name="--all", negative=(), help="全部记录 the whole journal")
    ] = False,
    today: Annotated[
        bool,
        Parameter(negative=(), help="按今天的规则复核 judge by today's rules instead of those of then"),
    ] = False,
    common: Common | None = None,
) -> int:
    """
    规则复核：把每个命令交给当时的规则重新裁定，与记录逐字节比较 (every stored command is put to its rules again).

    报告规则不会产生的记录、缺少的记录、应当拒绝的命令。有发现时退出码为 1。

    Reports entries that the rules would not have produced, missing ones, and commands that they refuse. Exit code 1
    when there is any finding.
    """
    common = common or Common()
    if (stream is None) is not everything:
        raise UsageError(zh="请指明一个事项，或者 --all。", en="Name a stream, or say --all; not both.")
    async with auditor_of(common) as journal:
        day = local_day((await journal.nature()).read(now())) if today else None
        checks = conform_all(journal, day) if stream is None else conform_stream(journal, _known(stream), day)
        total = await journal.length() if everything else None
        checked, findings = await _checked(checks, total, common)
    if stream is not None and not checked.entries:
        raise UsageError(zh=f"{stream} 没有记录。", en=f"{stream} has no entries.")
    sentences = catalogue()
    told = checked.model_copy(update={"today": day, "findings": told_findings(findings, sentences)})
    if common.json:
        show_json(told)
    else:
        _show(told, findings, sentences)
    return Exit.REFUSED if findings else Exit.OK


def _known(stream: str) -> str:
    """Return the name of a stream, the journal's own included. Raises `DomainError` for what can be none."""
    if not stream.startswith("journal/"):
        check_stream(stream)
    return stream


async def _checked(
    checks: AsyncIterator[Checked], total: int | None, common: Common
) -> tuple[ToldConformance, list[Finding]]:
    commands = entries = own = 0
    findings: list[Finding] = []
    with progress("规则复核 conforming", quiet=common.json) as advanced:
        async for one in checks:
            caused = len(one.act.entries)
            commands, entries = commands + 1, entries + caused
            own += 0 if one.decided else caused
            findings.extend(one.findings)
            advanced(caused, total)
    return ToldConformance(commands=commands, entries=entries, own=own, today=None, findings=()), findings


def _show(told: ToldConformance, findings: list[Finding], sentences: Catalogue) -> None:
    by = (
        (f"今天（{told.today}）的规则", f"the rules of today ({told.today})")
        if told.today
        else ("当时的规则", "their rules")
    )
    zh, en = (
        f"按{by[0]}复核 {told.commands} 个命令、{told.entries} 条记录",
        f"{told.commands} commands with {told.entries} entries put to {by[1]}",
    )
    if not findings:
        say(f"{zh}：全部符合。", f"{en}: all conform.")
    else:
        rows = [
            _row(one, more, sentences) for one, more in zip(findings[:SHOWN], told.findings, strict=False)
        ]
        headings = ("位置", "记录 entry", "发现 finding", "应为 → 现为 produced → stored")
        show_table(f"{zh} · {en}", headings, rows)
        say(f"发现 {len(findings)} 处不符。", f"{len(findings)} findings.")
    if told.own:
        say(
            f"其中 {told.own} 条是账本自身的记录（journal/…），不由规则裁定。",
            f"{told.own} of them are the journal's own (journal/…), which no rules decide.",
        )


def _row(one: Finding, told: ToldFinding, sentences: Catalogue) -> tuple[object, ...]:
    label = sentences.label(one.what)
    details = lines(one.differences)
    if told.refusal:
        details += [told.refusal.zh, told.refusal.en, f"[{told.refusal.rule}]"]
    if one.problem:
        details.append(one.problem)
    return (
        one.position or "",
        f"{one.stream} #{one.version}\n{one.kind}\n← {one.command}",
        f"{label.zh}\n{label.en}",
        "\n".join(details),
    )
