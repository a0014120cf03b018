"""待办 from the ledger is what a look through every case of the journal tells, for everybody."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import NamedTuple

import pytest

from domain.deciding import fold_corrected, tasks
from domain.filing import commands as c
from domain.matter.commands import CorrectRecord, DelegateTask, Reassign, Suspend, SuspensionGround
from domain.matter.state import Matter
from domain.orders import OrgId
from domain.people import PersonId
from domain.places import assigned, may_do, office_of
from domain.processes import DECIDERS, decider_of
from domain.roster.directory import Directory
from domain.tasks import Task
from interfaces.desk.answers import LedgerBehindError, Line, WorkItem
from interfaces.desk.enquiries import Pages
from interfaces.desk.worklist import Filter, Portion
from journal.facts import facts_of_stream
from ledger import answers
from tests.interfaces.conftest import Branchctl, Office
from tests.interfaces.test_branchctl import opened
from tests.interfaces.test_desk import COUNTY_REGISTRAR, OPERATOR, REGISTRAR, contract, submission

APPROVER, COUNTY_APPROVER = "p-1304", "p-1204"
ORGS = (None, "o-37", "o-3701", "o-370199", "o-370199-t1", "o-370199-t2")


class Case(NamedTuple):
    """An open case, folded."""

    stream: str
    version: int
    state: Matter
    waiting: list[Task]


async def cases(office: Office) -> list[Case]:
    """Look through all open cases, as the desk did before there was a ledger."""
    found = []
    for name in DECIDERS:
        for stream in await office.desk.streams(name) if decider_of(f"{name}/x").workflow else ():
            facts = facts_of_stream(await office.service.journal.load(stream))
            state = fold_corrected(decider_of(stream), facts, stream=stream)
            found.append(Case(stream, state.version, state, tasks(decider_of(stream), state)))
    return found


class Look(NamedTuple):
    """For whom, and what is wanted."""

    office: Office
    directory: Directory
    minimum: int
    person: PersonId | None
    wanted: Filter

    def shows(self, case: Case, task: Task) -> bool:
        today, wanted = self.office.desk.today, self.wanted
        if wanted.org and not self.directory.within(task.org, wanted.org, today):
            return False
        if wanted.overdue and not task.overdue:
            return False
        if self.person is None:
            return True
        named = assigned(task, case.state.assignments, today)
        if named:
            return self.person in named
        if wanted.reach:
            return may_do(self.person, task, case.state, self.directory, today)
        goes_to = self.goes_to(case, task)
        return any(
            (one.org, one.role) == (goes_to, task.role) for one in self.directory.offices(self.person, today)
        )

    def goes_to(self, case: Case, task: Task) -> OrgId | None:
        return office_of(task, case.state, self.directory, self.office.desk.today, self.minimum)


async def some_work(office: Office) -> None:
    """Cases that are new, given to one person, lent, at rest, where few decide, corrected, done."""

    async def filed(org: str = "o-370199-t1", by: str = OPERATOR) -> str:
        stream = f"filing/{contract()}/1"
        await office.desk.execute(stream, submission(org), person=by)
        return stream

    await filed()
    await filed("o-370199-k1", "p-1601")
    given = await filed()
    await office.desk.execute(given, Reassign(action="answer_filing", to=COUNTY_REGISTRAR), person=REGISTRAR)
    for days in (0, 3):
        until = office.desk.today + timedelta(days=days)
        lent = DelegateTask(action="answer_filing", to=REGISTRAR, until=until)
        await office.desk.execute(given, lent, person=REGISTRAR)
    rests = await filed()
    await office.desk.execute(
        rests, Suspend(ground=SuspensionGround.OTHER, reason="停"), person=COUNTY_APPROVER
    )
    wrong = await filed()
    await office.desk.execute(wrong, correction(), person=REGISTRAR)
    done = await filed()
    await office.desk.execute(done, c.AcknowledgeFiling(), person=REGISTRAR)
    for stream in (given, rests, wrong, done):
        await office.service.until(partial(office.service.settled, stream))


def correction() -> CorrectRecord:
    return CorrectRecord(
        version=1,
        field="change.effective_on",
        was="2026-09-24",
        now="2026-09-25",
        ground="核对原件",
        document="示1号",
    )


async def test_everybody_is_shown_what_a_look_through_every_case_tells(office: Office) -> None:
    await some_work(office)
    head = 0
    while head != await office.service.journal.length():  # other cases may just be told something
        head = await office.service.journal.length()
        compared = await compare(office)
    assert [one for one in compared if one.shown != one.expected] == []
    assert sum(len(one.shown) for one in compared) > 20


class Compared(NamedTuple):
    """What the ledger shows, and what the cases tell."""

    look: Look
    shown: list[tuple[object, ...]]
    expected: list[tuple[object, ...]]


async def compare(office: Office) -> list[Compared]:
    open_cases = await cases(office)
    directory = await office.desk.directory()
    minimum = (await office.desk.rules()).policy.shared.deciders_minimum.value
    compared = []
    for person in (None, *directory.persons()):
        for org, reach in product(ORGS if person is None else (None, "o-370199-t1"), (False, True)):
            look = Look(office, directory, minimum, person, Filter(org=org, reach=reach))
            found = await office.desk.work(person, look.wanted)
            shown = [(one.stream, one.task.action, one.version, one.office) for one in found.items]
            told = (
                (case.stream, task.action, case.version, look.goes_to(case, task))
                for case in open_cases
                for task in case.waiting
                if look.shows(case, task)
            )
            compared.append(Compared(look, sorted(shown, key=str), sorted(told, key=str)))
    return compared


async def test_work_comes_page_by_page_in_its_order_of_few_organisations_and_of_many(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await some_work(office)
    seen = 0
    for person, reach in product((None, *(await office.desk.directory()).persons()), (False, True)):
        wanted = Filter(reach=reach)
        head = 0
        while head != await office.service.journal.length():  # other cases may just be told something
            head = await office.service.journal.length()
            whole = (await office.desk.work(person, wanted)).items
            told = []
            for many in (0, 100):
                monkeypatch.setattr(answers, "_MANY", many)
                told.append([page async for page in paged(office, person, wanted, at_most=2)])
        assert list(whole) == sorted(whole, key=urgency)
        for pages in told:
            assert [len(one) for one in pages[:-1]] == [2] * (len(pages) - 1)
            assert tuple(item for page in pages for item in page) == whole
        seen = max(seen, len(whole))
    assert seen > 4


async def paged(
    office: Office, person: PersonId | None, wanted: Filter, at_most: int
) -> AsyncIterator[tuple[WorkItem, ...]]:
    portion: Portion | None = Portion(at_most=at_most)
    while portion is not None:
        page = await office.desk.work_page(person, wanted, portion)
        yield page.found.items
        portion = page.after and Portion(page.after, at_most)


def urgency(item: WorkItem) -> tuple[bool, date, str, str]:
    task = item.task
    return not task.overdue, task.due_on or date.max, item.stream, task.action


async def test_work_is_narrowed_by_step_by_day_and_to_what_was_given_to_me(office: Office) -> None:
    mine, others = f"filing/{contract()}/1", f"filing/{contract()}/1"
    for stream in (mine, others):
        await office.desk.execute(stream, submission(), person=OPERATOR)
    await office.desk.execute(mine, Reassign(action="answer_filing", to=REGISTRAR), person=REGISTRAR)

    async def shown(**wanted: object) -> set[tuple[str, str]]:
        found = await office.desk.work(REGISTRAR, Filter(**wanted))  # type: ignore[arg-type]
        return {(one.stream, one.task.action) for one in found.items if one.stream in {mine, others}}

    both = {(mine, "answer_filing"), (others, "answer_filing")}
    assert await shown(step="answer_filing") == both
    assert await shown(step="link_contract") == {(mine, "link_contract"), (others, "link_contract")}
    assert await shown(mine=True) == {(mine, "answer_filing")}
    assert await shown(due_within=0, step="answer_filing") == set()
    assert await shown(due_within=60, step="answer_filing") == both
    assert await shown(process="investigation") == set()


async def test_an_act_that_is_followed_by_a_question_sees_itself(office: Office) -> None:
    for _ in range(10):
        stream = f"filing/{contract()}/1"
        answer = await office.desk.execute(stream, submission(), person=OPERATOR)
        found = await office.desk.work(REGISTRAR)
        assert stream in {one.stream for one in found.items}
        assert (found.position >= answer.position, found.behind) == (True, 0)


async def test_a_position_that_is_not_reached_is_told_and_not_passed_over(
    office: Office, branchctl: Branchctl
) -> None:
    ahead = await office.service.journal.length() + 1000
    with pytest.raises(LedgerBehindError, match=str(ahead)):
        await office.desk.work(None, at_least=ahead)
    ran = await branchctl("work", "--at-least", str(ahead), "--json")
    assert ran.code == 3
    assert str(ahead) in ran.json["problem"]["en"]
    ran = await branchctl("work", "--at-least", "1")
    assert ran.code == 0
    assert "截至账本位置" in ran.out


async def test_a_story_comes_page_by_page_with_and_without_what_is_technical(office: Office) -> None:
    name = contract()
    stream = f"filing/{name}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    await office.desk.execute(stream, c.AcknowledgeFiling(), person=REGISTRAR)
    await office.service.until(partial(office.service.settled, stream))
    tag = f"contract:{name}"
    whole = await office.desk.timeline(tag)
    assert [one.position for one in whole.items] == [
        entry.position for entry in await office.service.journal.read(0, 1_000_000) if tag in entry.tags
    ]
    assert whole.after is None
    pages: list[Line] = []
    after = 0
    while True:
        page = await office.desk.timeline(tag, Pages(after=after, limit=2))
        pages.extend(page.items)
        if page.after is None:
            break
        assert len(page.items) == 2
        after = page.after
    assert tuple(pages) == whole.items
    business = await office.desk.timeline(tag, Pages(technical=False))
    assert business.items == tuple(one for one in whole.items if not one.technical)
    assert 0 < len(business.items) < len(whole.items)


async def test_a_step_is_taken_from_the_list_of_work_and_from_nobody_who_has_it(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    taken = await branchctl("take", stream, "answer_filing", "--as", REGISTRAR, "--json")
    assert taken.code == 0
    assert [one["assignee"] for one in taken.json["tasks"] if one["action"] == "answer_filing"] == [REGISTRAR]
    again = await branchctl("take", stream, "answer_filing", "--as", REGISTRAR, "--json")
    assert again.json["already_so"]
    refused = await branchctl("take", stream, "answer_filing", "--as", COUNTY_REGISTRAR, "--json")
    assert (refused.code, refused.json["refused"]["rule"]) == (1, "permission.taken")
    mine = await branchctl("work", "--as", REGISTRAR, "--mine", "--json")
    assert stream in {one["stream"] for one in mine.json["items"]}
    assert mine.json["position"] >= taken.json["position"]
    nothing = await branchctl("take", stream, "no_such_step", "--as", REGISTRAR, "--json")
    assert nothing.json["refused"]["rule"] == "matter.no-such-task"
    given = await branchctl(
        "do", stream, "reassign", "--action", "answer_filing", "--to", COUNTY_REGISTRAR, "--as", REGISTRAR
    )
    assert given.code == 0
    theirs = await branchctl("work", "--as", COUNTY_REGISTRAR, "--mine", "--json")
    assert stream in {one["stream"] for one in theirs.json["items"]}


async def test_of_two_who_take_a_step_at_once_one_has_it(office: Office, branchctl: Branchctl) -> None:
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    both = await asyncio.gather(
        *(
            branchctl("take", stream, "answer_filing", "--as", one, "--json")
            for one in (REGISTRAR, COUNTY_REGISTRAR)
        )
    )
    assert sorted(one.code for one in both) == [0, 1]


async def test_the_ledger_is_rebuilt_while_the_office_works(office: Office, branchctl: Branchctl) -> None:
    before = await office.desk.work(None)
    ran = await branchctl("rebuild", "ledger", "--json")
    assert ran.code == 0, ran
    assert ran.json["position"] >= before.position
    assert "已重建" in (await branchctl("rebuild", "ledger")).out
    assert (await office.desk.work(None)).items == before.items
    stream = f"filing/{contract()}/1"
    await office.desk.execute(stream, submission(), person=OPERATOR)
    assert stream in {one.stream for one in (await office.desk.work(REGISTRAR)).items}
