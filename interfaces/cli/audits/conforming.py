"""`branchctl audit conform`: every stored command put to the rules again."""

from typing import Annotated

from cyclopts import Parameter

from domain.catalogue import Catalogue
from interfaces.cli.audits.asking import audits_of, journal_of
from interfaces.cli.audits.differing import lines
from interfaces.cli.connection import Common, catalogue, login_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.progress import progress
from interfaces.cli.speech import say
from interfaces.desk.audited import ToldConformance, ToldFinding
from interfaces.desk.names import check_stream, is_journals_own

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
    told = await (_of_all(common, today=today) if stream is None else _of_one(stream, common, today=today))
    if common.json:
        show_json(told)
    else:
        _show(told, catalogue())
    return Exit.REFUSED if told.findings else Exit.OK


async def _of_one(stream: str, common: Common, *, today: bool) -> ToldConformance:
    if not is_journals_own(stream):
        check_stream(stream)
    async with audits_of(common) as asked:
        told = await asked.conform(stream, today=today)
    if not told.entries:
        raise UsageError(zh=f"{stream} 没有记录。", en=f"{stream} has no entries.")
    return told


async def _of_all(common: Common, *, today: bool) -> ToldConformance:
    if login_of(common) is not None:
        raise UsageError(
            zh="经服务器一次复核一个事项：branchctl audit conform 事项。全部记录（--all）请在服务所在的机器上加 --direct 复核。",
            en="Through a server one case is checked at a time: branchctl audit conform STREAM. The whole journal (--all) is "
            "checked with --direct on the machine of the service.",
        )
    async with journal_of(common) as asked:
        with progress("规则复核 conforming", quiet=common.json) as advanced:
            return await asked.conform_all(today=today, advanced=advanced)


def _show(told: ToldConformance, sentences: Catalogue) -> None:
    by = (
        (f"今天（{told.today}）的规则", f"the rules of today ({told.today})")
        if told.today
        else ("当时的规则", "their rules")
    )
    zh, en = (
        f"按{by[0]}复核 {told.commands} 个命令、{told.entries} 条记录",
        f"{told.commands} commands with {told.entries} entries put to {by[1]}",
    )
    if not told.findings:
        say(f"{zh}：全部符合。", f"{en}: all conform.")
    else:
        rows = [_row(one, sentences) for one in told.findings[:SHOWN]]
        headings = ("位置", "记录 entry", "发现 finding", "应为 → 现为 produced → stored")
        show_table(f"{zh} · {en}", headings, rows)
        say(f"发现 {len(told.findings)} 处不符。", f"{len(told.findings)} findings.")
    if told.own:
        say(
            f"其中 {told.own} 条是账本自身的记录（journal/…），不由规则裁定。",
            f"{told.own} of them are the journal's own (journal/…), which no rules decide.",
        )


def _row(one: ToldFinding, sentences: Catalogue) -> tuple[object, ...]:
    label = sentences.label(one.what)
    details = lines(one.differences)
    if one.refusal:
        details += [one.refusal.zh, one.refusal.en, f"[{one.refusal.rule}]"]
    if one.problem:
        details.append(one.problem)
    return (
        one.position or "",
        f"{one.stream} #{one.version}\n{one.kind}\n← {one.command}",
        f"{label.zh}\n{label.en}",
        "\n".join(details),
    )
