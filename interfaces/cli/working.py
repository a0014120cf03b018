"""`branchctl work`, `pool` and `take`: what waits, and taking a step upon oneself."""

from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from domain.offices import taken
from interfaces.cli.connection import Acting, AtLeast, Common, counter_of, repeatable
from interfaces.cli.exits import Exit
from interfaces.cli.knowing import check_known
from interfaces.cli.output import show_answer, show_json, show_standing, show_table, show_work
from interfaces.cli.speech import say
from interfaces.desk.worklist import Filter


async def work(  # noqa: PLR0913  # each option narrows by something else
    *,
    org: Annotated[str | None, Parameter(help="只看某组织及其下级 an organisation and those below")] = None,
    process: Annotated[str | None, Parameter(help="只看某类事项 one kind of case")] = None,
    step: Annotated[str | None, Parameter(help="只看某环节 one step, as answer_filing")] = None,
    overdue: Annotated[bool, Parameter(negative=(), help="只看逾期 only what is overdue")] = False,
    due_within: Annotated[
        int | None,
        Parameter(
            help="几天之内到期（含逾期）due within so many days, or overdue",
            validator=Number(gte=0, lte=3650),
        ),
    ] = None,
    mine: Annotated[
        bool, Parameter(negative=(), help="只看指定给本人的 only what was given to me by name")
    ] = False,
    reach: Annotated[
        bool,
        Parameter(
            negative=(), help="包括下级机关该办的 also what a nearer office is to do, but you may do as well"
        ),
    ] = False,
    at_least: AtLeast = None,
    acting: Acting | None = None,
) -> int:
    """
    待办 (what waits for a person, overdue first; without --as, for anybody).

    A step goes to the nearest office that has enough people, else to its superior; a step that was given to somebody
    goes to nobody else. `branchctl take STREAM STEP` takes one.
    """
    acting = acting or Acting()
    person = acting.who() if acting.person or mine else None
    wanted = Filter(org, process, overdue, reach, step, due_within, mine)
    async with counter_of(acting) as desk:
        await check_known(desk, org=org, person=person)
        found = await desk.work(person, wanted, at_least=at_least)
        if acting.json:
            show_json(found)
            return Exit.OK
        if not found.items:
            say("没有待办。", "Nothing waits.")
        else:
            show_work(found.items, desk.catalogue)
        show_standing(found)
    return Exit.OK


async def pool(
    org: Annotated[str, Parameter(help="组织及其下级 an organisation and those below")],
    /,
    *,
    at_least: AtLeast = None,
    common: Common | None = None,
) -> int:
    """待联建：等待联合或者挂靠的企业 (enterprises that wait for partners or a host)."""
    common = common or Common()
    async with counter_of(common) as desk:
        await check_known(desk, org=org)
        found = await desk.pool(org, at_least=at_least)
        if common.json:
            show_json(found)
            return Exit.OK
        if not found.items:
            say(f"{org} 没有待联建的企业。", f"No enterprise waits for partners in {org}.")
        else:
            headings = ("企业 enterprise", "名称 name", "组织 org", "计数党员 counted members")
            rows = [(one.enterprise, one.name, one.org, one.counted) for one in found.items]
            show_table(f"待联建 pool · {len(rows)}", headings, rows)
        show_standing(found)
    return Exit.OK


async def take(
    stream: Annotated[str, Parameter(help="事项 the case")],
    step: Annotated[str, Parameter(help="环节 the step that waits, as the list of work names it")],
    /,
    *,
    acting: Acting | None = None,
) -> int:
    """
    领办：把待办环节领到自己名下 (take a step that waits upon oneself).

    It waits for nobody else then. What was given to somebody else is not taken: `branchctl do STREAM reassign` gives
    it on, `delegate-task` lets another stand in until a day.
    """
    acting = acting or Acting()
    by = acting.sender()
    async with counter_of(acting) as desk:
        reading = await desk.state(stream)
        order = taken(step, by.person, reading.tasks)
        with repeatable(by):
            # of two who take it at once, the second is told that the case has moved on
            answer = await desk.settle(stream, order, by._replace(expected=reading.version))
        show_answer(answer, desk.catalogue, as_json=acting.json)
    return Exit.OK
