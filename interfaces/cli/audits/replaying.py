"""`branchctl audit replay`: a stream as it stood at any moment, or entry by entry."""

from collections.abc import Sequence
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from domain.catalogue import Catalogue
from domain.dates import SHANGHAI
from domain.events import Fact
from domain.orders import MeetingRecord
from interfaces.cli.audits.asking import audits_of
from interfaces.cli.audits.differing import lines, value_of
from interfaces.cli.connection import Common, catalogue
from interfaces.cli.exits import Exit
from interfaces.cli.moments import moment_of
from interfaces.cli.output import show_json, show_table, show_tasks
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import out, say
from interfaces.desk.audited import ToldMoment, ToldRules, ToldStep
from interfaces.desk.audits import Then
from interfaces.desk.names import check_stream


async def replay(
    stream: str,
    /,
    *,
    version: Annotated[
        int | None,
        Parameter(validator=Number(gte=1, lte=2**31 - 1), help="第几版 as it was known at a version"),
    ] = None,
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
    then, sentences = Then(version, moment_of(at) if at else None), catalogue()
    async with audits_of(common) as asked:
        if step:
            walked = await asked.steps(stream, then)
            _check_reached(stream, then, walked[-1].fact.version if walked else 0)
            _show_steps(walked, sentences, common)
        else:
            now = await asked.moment(stream, then)
            _check_reached(stream, then, now.version)
            _show_moment(now, sentences, common)
    return Exit.OK


def _check_reached(stream: str, then: Then, last: int) -> None:
    if then.at is None and then.version is not None and then.version > last:
        raise UsageError(
            zh=f"{stream} 没有第 {then.version} 版，现为第 {last} 版。",
            en=f"{stream} has no version {then.version}: it stands at {last}.",
        )


def _show_moment(now: ToldMoment, sentences: Catalogue, common: Common) -> None:
    if common.json:
        show_json(now)
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
    if now.rules:
        _show_rules(now.rules)


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


def _show_steps(walked: Sequence[ToldStep], sentences: Catalogue, common: Common) -> None:
    if common.json:
        show_json(walked)
        return
    for one in walked:
        _show_step(one, sentences)


def _show_step(one: ToldStep, sentences: Catalogue) -> None:
    fact = one.fact
    out.print(
        f"#{fact.version} · {one.kind} ← {one.command} · 位置 position {one.position}",
        markup=False,
        style="bold",
        soft_wrap=True,
    )
    say(one.said.zh, one.said.en)
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
