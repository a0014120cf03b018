"""`branchctl inbox`: what upstream systems sent, what became of it, and another attempt for dead letters."""

from collections.abc import Sequence
from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from domain.catalogue import Catalogue
from domain.inbox.commands import RedriveEvent
from interfaces.cli.connection import AtLeast, Common, Signed, counter_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_refusal, show_standing, show_table
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import out, say
from interfaces.desk.answers import Answer, RefusedError
from interfaces.desk.counter import Counter
from interfaces.desk.desk import Sender
from ledger.letters import Letter, LetterStanding, LettersWanted

inbox = App(name="inbox", help="上游收件 (what upstream systems sent)")

Ids = Annotated[
    tuple[int, ...],
    Parameter(help="收件编号，即账本位置 ids of events: their positions", validator=Number(gte=1)),
]


@inbox.command(name="list")
async def list_letters(  # each option narrows by something else
    *,
    dead: Annotated[bool, Parameter(negative=(), help="只看死信 only dead letters")] = False,
    pending: Annotated[bool, Parameter(negative=(), help="只看待送达 only what waits")] = False,
    after: Annotated[int, Parameter(help="从某编号之后 above an id", validator=Number(gte=0))] = 0,
    limit: Annotated[int, Parameter(help="至多几条 at most", validator=Number(gte=1, lte=1000))] = 100,
    at_least: AtLeast = None,
    common: Common | None = None,
) -> int:
    """
    收件一览：待送达、已送达、死信及其原因 (events and how they stand; dead letters with the reason).

    死信可在情况改变后重新投递：branchctl inbox redrive。A dead letter can be delivered again: `branchctl inbox redrive`.
    """
    common = common or Common()
    if dead and pending:
        raise UsageError(
            zh="--dead 与 --pending 只能选一个。", en="Ask for --dead or --pending, not for both."
        )
    standing = LetterStanding.DEAD if dead else LetterStanding.PENDING if pending else None
    async with counter_of(common) as desk:
        found = await desk.letters(LettersWanted(standing, None, after, limit), at_least=at_least)
        if common.json:
            show_json(found)
            return Exit.OK
        if not found.items:
            say("没有这样的收件。", "There are no such events.")
        else:
            _show(found.items, desk.catalogue)
        if found.after is not None:
            say(f"还有更多：--after {found.after}。", f"There are more: --after {found.after}.")
        show_standing(found)
    return Exit.OK


@inbox.command
async def show(
    event: Annotated[int, Parameter(help="收件编号 id of the event", validator=Number(gte=1))],
    /,
    *,
    common: Common | None = None,
) -> int:
    """一件收件：属性、内容、现状和原因 (one event: attributes, data, how it stands and why)."""
    common = common or Common()
    async with counter_of(common) as desk:
        (letter,) = await _found(desk, (event,))
        said = await desk.said(letter)
        told = desk.catalogue.label(letter.standing)
        reason = desk.catalogue.refused(letter.rule, dict(letter.data)) if letter.rule else None
        if common.json:
            show_json({"letter": letter, "event": said, "reason": reason})
            return Exit.OK
        rows = [
            ("编号 id", letter.position),
            ("现状 standing", f"{told.zh} {told.en} (@{letter.since})"),
            ("系统 system", f"{letter.system} @ {letter.org}"),
            ("来源 source", said.source),
            ("事件编号 event id", said.event_id),
            ("类型 type", said.type),
            ("对象 subject", said.subject),
            ("时间 time", said.time),
            *((one.name, one.value) for one in said.extensions),
        ]
        show_table(f"收件 {letter.stream} #{letter.event}", ("项目 field", "内容 value"), rows)
        out.print(said.data or said.data_base64 or "", markup=False)
        if reason is not None:
            say(reason.zh, reason.en)
    return Exit.OK


@inbox.command
async def redrive(
    events: Ids,
    /,
    *,
    reason: Annotated[str, Parameter(help="理由 what has changed")],
    acting: Signed | None = None,
) -> int:
    """
    重新投递死信 (have dead letters delivered again, as things stand now; an administrator's office).

    每件各自作答：一件不准，不影响其他。Each is answered by itself: a refused one stops none of the others.
    """
    acting = acting or Signed()
    by = acting.sender()
    refused = []
    answers: list[Answer] = []
    async with counter_of(acting) as desk:
        for letter in await _found(desk, events):
            try:
                answers.append(await _redriven(desk, letter, reason, by))
            except RefusedError as error:
                refused.append(error.refusal)
    if acting.json:
        show_json({"redriven": answers, "refused": refused})
    else:
        for refusal in refused:
            show_refusal(refusal, as_json=False)
        say(f"{len(answers)} 件将重新投递。", f"{len(answers)} will be delivered again.")
    return Exit.REFUSED if refused else Exit.OK


async def _redriven(desk: Counter, letter: Letter, reason: str, by: Sender) -> Answer:
    command = RedriveEvent.model_validate({"of": letter.event, "reason": reason})
    return await desk.settle(letter.stream, command, by)


async def _found(desk: Counter, ids: Sequence[int]) -> Sequence[Letter]:
    """Return events by their ids. Raises `UsageError` for what is no event."""
    wanted = tuple(dict.fromkeys(ids))
    found = (await desk.letters(LettersWanted(None, wanted, 0, len(wanted)))).items
    missing = sorted(set(wanted) - {one.position for one in found})
    if missing or not wanted:
        told = ", ".join(map(str, missing)) or "-"
        raise UsageError(
            zh=f"没有编号为 {told} 的收件。请用 branchctl inbox list 查看。",
            en=f"No event has the id {told}: branchctl inbox list shows them.",
        )
    return found


def _show(letters: Sequence[Letter], sentences: Catalogue) -> None:
    rows = [
        (
            one.position,
            sentences.label(one.standing).zh,
            one.system,
            one.type,
            one.subject,
            one.event_id,
            sentences.refused(one.rule, dict(one.data)).zh if one.rule else "",
        )
        for one in letters
    ]
    headings = (
        "编号 id",
        "现状 standing",
        "系统 system",
        "类型 type",
        "对象 subject",
        "事件编号 event id",
        "原因 why",
    )
    show_table(f"收件 inbox · {len(rows)}", headings, rows)
