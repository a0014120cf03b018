"""`branchctl audit replay`: a stream as it stood at any moment, or entry by entry."""

from typing import Annotated, Any

from cyclopts import Parameter

from audit.replaying import Governing, Moment, Step, governing, moment, steps, told
from domain.catalogue import Catalogue
from domain.dates import SHANGHAI
from domain.events import Fact
from domain.orders import MeetingRecord
from interfaces.cli.audits.differing import lines, value_of
from interfaces.cli.connection import Common, auditor_of, catalogue
from interfaces.cli.exits import Exit
from interfaces.cli.moments import moment_of
from interfaces.cli.output import show_json, show_table, show_tasks
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import out, say
from interfaces.desk.audited import ToldRules, told_moment, told_rules, told_step
from interfaces.desk.names import check_stream
from journal.rules_on_record import RulesOnRecord


async def replay(
    stream: str,
    /,
    *,
    version: Annotated[int | None, Parameter(help="第几版 as it was known at a version")] = None,
    at: Annotated[
        str | None, Parameter(help="当时所知：日期或者时间 as it was known then: a day or a moment")
    ] = None,
    step: Annotated[
        bool, Parameter(negative=(), help="逐条重放，显示每条的变化 entry by entry, with what each changed")
    ] = False,
    common: Common | None = None,
) -> int:
    """
    重放：某一时刻的状态、待办和所依规则 (state, tasks and rules of a stream at any moment).

    By the same code as in production; corrections that were on record by then are applied.
    """
    common = common or Common()
    check_stream(stream)
    sentences = catalogue()
    async with auditor_of(common) as journal:
        known = await told(journal, stream, version=version, at=moment_of(at) if at else None)
        if version is not None and at is None and version > len(known.entries):
            raise UsageError(
                zh=f"{stream} 没有第 {version} 版，现为第 {len(known.entries)} 版。",
                en=f"{stream} has no version {version}: it stands at {len(known.entries)}.",
            )
        rules = governing(known, await RulesOnRecord.read(journal))
    if step:
        _show_steps(list(steps(known)), sentences, common)
    else:
        _show_moment(moment(known), rules, sentences, common)
    return Exit.OK


def _show_moment(now: Moment, rules: Governing | None, sentences: Catalogue, common: Common) -> None:
    if common.json:
        show_json(told_moment(now, rules))
        return
    if not now.version:
        say(f"{now.stream} 当时没有记录。", f"{now.stream} had no entries then.")
        return
    state = now.state.model_dump(mode="json", exclude_defaults=True)
    show_table(
        f"{now.stream} · 第 {now.version} 版 version · 位置 position {now.position}",
        ("项 field", "值 value"),
        [(name, value_of(value)) for name, value in state.items()],
    )
    if now.tasks:
        show_tasks(now.tasks, sentences)
    if rules:
        _show_rules(told_rules(rules))


def _show_rules(rules: ToldRules) -> None:
    rows = [(one.stream, one.since, one.position, one.digest[:16]) for one in rules.documents]
    headings = ("文件 document", "生效 since", "采用位置 adopted at", "摘要 digest")
    if rules.known:
        show_table("所依规则 the rules", headings, rows)
    else:
        say(
            f"所称规则文件不存在：政策 {rules.stamp.policy}。",
            f"No adopted documents give the rules that are named: policy {rules.stamp.policy}.",
        )


def _show_steps(walked: list[Step], sentences: Catalogue, common: Common) -> None:
    if common.json:
        show_json([told_step(one, sentences) for one in walked])
        return
    for one in walked:
        _show_step(one, sentences)


def _show_step(one: Step, sentences: Catalogue) -> None:
    fact = one.fact
    story = sentences.story(fact.event)
    out.print(
        f"#{fact.version} · {one.entry.kind} ← {one.command} · 位置 position {one.entry.position}",
        markup=False,
        style="bold",
        soft_wrap=True,
    )
    say(story.zh, story.en)
    out.print(f"{_who(fact, sentences)} · {_when(fact)}", markup=False, soft_wrap=True)
    for title, differences in (("状态 state", one.state), ("待办 tasks", one.tasks)):
        if differences:
            out.print(
                "\n".join([title, *(f"  {line}" for line in lines(differences))]),
                markup=False,
                soft_wrap=True,
            )
    out.print()


def _who(fact: Fact[Any], sentences: Catalogue) -> str:
    actor = f"{fact.actor.id}（{sentences.label(fact.actor.role).zh} @ {fact.actor.org}）"
    behalf = f" 代 for {fact.actor.on_behalf_of}" if fact.actor.on_behalf_of else ""
    match fact.decided_by:
        case None:
            return actor + behalf
        case MeetingRecord(body=body, held_on=held_on, document=document):
            return f"{actor}{behalf} · 决定 decided by {body} {held_on} {document}"
        case person:
            return f"{actor}{behalf} · 决定 decided by {person}"


def _when(fact: Fact[Any]) -> str:
    recorded = fact.at.astimezone(SHANGHAI)
    return f"文件日期 acted on {fact.acted_on} · 记录 recorded {recorded:%Y-%m-%d %H:%M:%S}"
