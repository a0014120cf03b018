"""How answers are shown: tables for people, one JSON document for programs."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python
from rich.markup import escape
from rich.table import Table

from domain.catalogue import Catalogue
from domain.refusals import Refusal
from domain.tasks import Task
from interfaces.cli.speech import err, out, say
from interfaces.desk.answers import Answer, AsOf, SealReach, WorkItem


def show_json(value: object) -> None:
    """Print one JSON document, as it is: whole lines, and nothing that a terminal could not show."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    text = json.dumps(to_jsonable_python(value), ensure_ascii=out.encoding != "utf-8", indent=2)
    out.file.write(f"{text}\n")


def show_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; nothing in it is taken for markup."""
    table = Table(title=escape(title))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    out.print(table)


def show_answer(answer: Answer, sentences: Catalogue, *, as_json: bool) -> None:
    """Say what an order left, and who is awaited now."""
    if as_json:
        show_json(answer)
    elif answer.already_so:
        say(
            f"{answer.stream} 已是如此，没有变化（第 {answer.version} 版）。",
            f"{answer.stream} is so already; nothing changed (version {answer.version}).",
        )
    else:
        say(
            f"已记录：{answer.stream} 第 {answer.version} 版（账本位置 {answer.position}）。",
            f"Recorded: {answer.stream} version {answer.version}, position {answer.position}.",
        )
    if not as_json and answer.tasks:
        show_tasks(answer.tasks, sentences)


def show_tasks(tasks: Iterable[Task], sentences: Catalogue) -> None:
    """Print who is awaited, for what, until when."""
    rows = [
        (
            f"{sentences.step(one.action).zh} {one.action}",
            sentences.label(one.role).zh,
            one.org,
            _due(one),
            one.assignee,
            ", ".join(one.commands),
        )
        for one in tasks
    ]
    show_table(
        "待办 awaited",
        ("环节 step", "岗位 role", "组织 org", "期限 due", "指定 assignee", "命令 commands"),
        rows,
    )


def show_work(items: Sequence[WorkItem], sentences: Catalogue) -> None:
    """Print what waits, for a terminal of 80 columns: a stream is never broken, so that it can be copied."""
    table = Table(title=f"待办 work · {len(items)}", show_lines=True)
    table.add_column("环节 step", overflow="fold")
    table.add_column("事项 case", overflow="fold", min_width=max(len(one.stream) for one in items))
    for one in items:
        step = sentences.step(one.task.action)
        office = f"{sentences.label(one.task.role).zh} @ {one.office or '无人 nobody'}"
        what = (step.zh, step.en, office, _due(one.task))
        case = (one.about, one.stream, ", ".join(one.task.commands))
        table.add_row(escape("\n".join(filter(None, what))), escape("\n".join(filter(None, case))))
    out.print(table)


def show_standing(found: AsOf[Any]) -> None:
    """Say at which position of the journal it is true; and what it does not know of yet, if there is any."""
    say(f"截至账本位置 {found.position}。", f"True at position {found.position} of the journal.")
    show_seal(found.seal)
    if found.behind:
        say(
            f"注意：台账落后 {found.behind} 条记录，以上可能不全。请确认工作进程正在运行（branchctl doctor）。",
            f"Beware: the ledger is {found.behind} entries behind, so this may not be all. See whether the worker runs (branchctl doctor).",
            err,
        )


def seal_mark(*, sealed: bool) -> str:
    """Return what stands beside an entry, or what rests on it."""
    return "已封存 sealed" if sealed else "未封存 not sealed"


def show_seal(seal: SealReach) -> None:
    """Say how far the journal is sealed, and how far that is signed."""
    say(
        f"已封存至位置 {seal.sealed}，签署的检查点至位置 {seal.signed}；其后的尚未封存。",
        f"Sealed up to position {seal.sealed}, the signed checkpoint covers {seal.signed}; what follows is not sealed yet.",
    )


def show_refusal(refusal: Refusal, *, as_json: bool) -> None:
    """Say what was refused, by which rule."""
    if as_json:
        show_json({"refused": refusal.model_dump(mode="json")})
        return
    policy = f" · {refusal.policy}" if refusal.policy else ""
    say(refusal.zh, refusal.en, err)
    err.print(f"[{refusal.rule}{policy}]", markup=False, style="dim")


def show_problem(zh: str, en: str, *, as_json: bool) -> None:
    """Say what went wrong otherwise."""
    if as_json:
        show_json({"problem": {"zh": zh, "en": en}})
    else:
        say(zh, en, err)


def plain(value: Any, told: object, sentences: Catalogue) -> str:  # noqa: ANN401  # any JSON
    """Return a value of a state on one line; `told`: the same as the state has it, a member of an enumeration perhaps."""
    if isinstance(told, StrEnum):
        return f"{sentences.label(told).zh} {told}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _due(task: Task) -> str:
    late = " 逾期 overdue" if task.overdue else ""
    return f"{task.due_on or ''}{late}"
