"""`branchctl batch`: the same order for many cases, each answered by itself."""

from typing import Annotated

from cyclopts import Parameter
from rich.progress import track

from domain.refusals import Refusal
from interfaces.cli.connection import Acting, counter_of, repeatable
from interfaces.cli.describing import command_named
from interfaces.cli.exits import Exit
from interfaces.cli.fields import read_command
from interfaces.cli.ordering import Fields, Whole, leading_words, whole
from interfaces.cli.output import show_json, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import err, say
from interfaces.desk.answers import Answer


async def batch(
    command: Annotated[str, Parameter(help="命令 the command")],
    /,
    *arguments: Fields,
    json_input: Whole = None,
    acting: Acting | None = None,
) -> int:
    """
    成批办理：同一命令，多个事项 (the same order for many cases).

    branchctl batch COMMAND STREAM STREAM … --名称 值 --as PERSON。各事项分别作答：一件被拒，不影响其余；重复同一批
    （--command-id）不会重复办理。

    Each case is answered by itself: one that is refused stops none of the others. Exit code 1 when any was refused.
    """
    acting = acting or Acting()
    streams = list(dict.fromkeys(leading_words(arguments)))
    if not streams:
        raise UsageError(
            zh="请写明事项：branchctl batch COMMAND STREAM STREAM …",
            en="Name the cases: branchctl batch COMMAND STREAM STREAM …",
        )
    fields = arguments[len(leading_words(arguments)) :]
    orders = [
        (stream, read_command(command_named(stream, command), fields, whole(json_input)))
        for stream in streams
    ]
    by = acting.sender()
    done: list[tuple[str, Answer | Refusal]] = []
    async with counter_of(acting) as desk:
        bar = iter(track(orders, command, console=err, transient=True, disable=acting.json))
        with repeatable(by):
            async for one in desk.settle_all(orders, by):
                next(bar)
                done.append(one)
    refused = [answer for _, answer in done if isinstance(answer, Refusal)]
    if acting.json:
        show_json([_told(stream, answer) for stream, answer in done])
    else:
        show_table(
            command, ("事项 stream", "结果 result"), [(stream, _said(answer)) for stream, answer in done]
        )
        say(
            f"已办 {len(done) - len(refused)} 件，被拒 {len(refused)} 件。",
            f"{len(done) - len(refused)} done, {len(refused)} refused.",
        )
    return Exit.REFUSED if refused else Exit.OK


def _told(stream: str, answer: Answer | Refusal) -> dict[str, object]:
    kind = "refused" if isinstance(answer, Refusal) else "answer"
    return {"stream": stream, kind: answer.model_dump(mode="json")}


def _said(answer: Answer | Refusal) -> str:
    if isinstance(answer, Refusal):
        return f"{answer.zh}\n{answer.en} [{answer.rule}]"
    changed = "没有变化 nothing changed" if answer.already_so else "已记录 recorded"
    return f"{changed} · 第 {answer.version} 版"
