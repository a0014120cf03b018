"""Campaign and register pages: a bounded window, batches without gaps, counts that add up."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaign import commands as c
from domain.campaign import events as e
from domain.campaign.decider import DECIDER
from domain.campaign.pages import DECIDER as REGISTER
from domain.campaign.pages import (
    PAGE_BYTES,
    PAGE_ROWS,
    CompleteRegister,
    IncompleteError,
    OtherPageError,
    PageMissingError,
    RecordPage,
    RegisterCompleted,
    RegisterPage,
    paged,
)
from domain.campaign.plan import Concluded, NeedsInvestigation, plan, turn_of
from domain.campaign.refusals import (
    BatchCountError,
    BatchOrderError,
    RegisterTwiceError,
    TooManyRowsError,
    WindowFullError,
)
from domain.coverage import Conclusion
from domain.deciding import fold
from domain.events import Fact
from domain.matter.commands import Suspend, SuspensionGround
from domain.matter.errors import ClosedError, NotNowError
from domain.register.ownership import Ownership
from domain.register.row import Headcount, MemberCounts, RegisterRow
from tests.domain.enterprise_cases import code, row
from tests.spec import Did, Scene, Spec, by_service, did, like, rules

SPEC = Spec(DECIDER, stream="campaign/o-1/2026")
PAGES = Spec(REGISTER, stream="register/r-1")
NOBODY = MemberCounts(full_here=0, transferable=0, dual_managed=0, probationary=0)


def part(rows: int, number: int = 1) -> c.RegisterPart:
    return c.RegisterPart(stream=f"register/r-{number}", rows=rows, version=2)


def opening(*rows: int, window: int = 2) -> c.OpenCampaign:
    parts = tuple(part(count, number) for number, count in enumerate(rows, start=1))
    return c.OpenCampaign(registers=parts, window=window)


def case(number: int) -> str:
    return f"investigation/e-{number}/1"


def batch(first: int, last: int, *cases: int, listed: int = 0, **more: Any) -> Did:
    concluded = (c.ConclusionCount(conclusion=Conclusion.LISTED, rows=listed),) if listed else ()
    opened = tuple(case(number) for number in cases)
    return by_service(c.NoteBatch(first=first, last=last, concluded=concluded, opened=opened, **more))


def finished(*cases: int, conclusion: Conclusion | None = Conclusion.INDEPENDENT) -> Did:
    done = tuple(c.FinishedCase(case=case(number), conclusion=conclusion) for number in cases)
    return by_service(c.NoteFinished(cases=done))


def running(rows: int = 10, window: int = 2, *more: Did) -> Scene:
    return SPEC.given(did(opening(rows, window=window)), *more)


# One row


def test_a_row_of_excluded_ownership_is_concluded() -> None:
    assert plan(row(ownership=Ownership.STATE), rules()) == Concluded(Conclusion.EXCLUDED)


@pytest.mark.parametrize(
    ("employed", "planned"),
    [(9, Concluded(Conclusion.LISTED)), (10, NeedsInvestigation(priority=True))],
)
def test_a_row_without_priority_and_members_is_listed(
    employed: int, planned: Concluded | NeedsInvestigation
) -> None:
    told = row(
        employees=Headcount(total=employed),
        premises=True,
        in_production=True,
        cluster_or_park=False,
        members=NOBODY,
        existing_organisation=False,
    )
    assert plan(told, rules()) == planned


def test_a_row_that_tells_little_is_investigated() -> None:
    assert plan(row(), rules()) == NeedsInvestigation(priority=None)
    assert plan(row(ownership=Ownership.UNKNOWN, premises=False, cluster_or_park=False), rules()) == (
        NeedsInvestigation(priority=False)
    )


# The round


@pytest.mark.parametrize(("rows", "few"), [(9, True), (10, False), (11, False)])
def test_a_round_below_ten_rows_is_opened_with_advice(rows: int, *, few: bool) -> None:
    SPEC.given().when(did(opening(rows))).then(
        like(e.CampaignOpened, rows=rows, below_minimum=few, org="o-1", round="2026", window=2)
    ).waiting("run_campaign")


@pytest.mark.parametrize(("last", "refused"), [(999_999, False), (1_000_000, False), (1_000_001, True)])
def test_a_round_takes_a_million_rows_at_most(last: int, *, refused: bool) -> None:
    outcome = SPEC.given().when(did(opening(1, last - 1)))
    if refused:
        outcome.then_refused(TooManyRowsError, rows=1_000_001, maximum=1_000_000)
    else:
        outcome.then(like(e.CampaignOpened, rows=last))


def test_opening_again_is_already_so() -> None:
    running().when(did(opening(10))).then_already_so()


def test_a_register_is_named_once() -> None:
    twice = c.OpenCampaign(registers=(part(4, 1), part(4, 1)))
    SPEC.given().when(did(twice)).then_refused(RegisterTwiceError, register="register/r-1")


def test_nothing_is_noted_before_it_is_opened() -> None:
    for one in (batch(1, 1, listed=1), did(c.ChangeWindow(window=3)), did(c.PauseCampaign(reason="x"))):
        SPEC.given().when(one).then_refused(NotNowError, status="none")
    SPEC.given().when(finished(1)).then_already_so()


def test_a_batch_is_counted_and_its_cases_are_open() -> None:
    running().when(batch(1, 6, 1, 2, listed=2, already=1, refused=1)).then(
        like(e.BatchConcluded, first=1, last=6, opened=2, already=1, refused=1),
        e.CasesOpened(cases=(case(1), case(2))),
    ).where(lambda state: (state.next_row, state.room) == (7, 0))


def test_a_batch_that_the_register_decides_opens_nothing() -> None:
    running().when(batch(1, 5, listed=5)).then(like(e.BatchConcluded, opened=0)).where(
        lambda state: state.room == 2
    )


def test_a_batch_again_is_already_so() -> None:
    running(10, 2, batch(1, 5, listed=5)).when(batch(1, 5, listed=5)).then_already_so()


@pytest.mark.parametrize(("first", "last"), [(5, 7), (7, 8), (6, 11)])
def test_batches_follow_each_other_and_end_with_the_last_row(first: int, last: int) -> None:
    running(10, 2, batch(1, 5, listed=5)).when(batch(first, last, listed=last - first + 1)).then_refused(
        BatchOrderError, following=6, rows=10
    )


@pytest.mark.parametrize(("listed", "refused"), [(2, True), (3, False), (4, True)])
def test_each_row_of_a_batch_stands_in_one_count(listed: int, *, refused: bool) -> None:
    outcome = running().when(batch(1, 5, 1, 2, listed=listed))
    if refused:
        outcome.then_refused(BatchCountError, rows=5, counted=listed + 2)
    else:
        outcome.then(like(e.BatchConcluded), like(e.CasesOpened))


def test_a_case_is_not_counted_twice() -> None:
    running().when(batch(1, 2, 1, 1)).then_refused(BatchCountError, counted=1)


@pytest.mark.parametrize(("more", "refused"), [(1, False), (2, True)])
def test_no_more_cases_are_open_than_the_window_holds(more: int, *, refused: bool) -> None:
    outcome = running(10, 2, batch(1, 1, 1)).when(batch(2, 1 + more, *range(2, 2 + more)))
    if refused:
        outcome.then_refused(WindowFullError, open_cases=3, window=2)
    else:
        outcome.then(like(e.BatchConcluded), like(e.CasesOpened))


def test_a_finished_case_makes_room_and_is_counted_once() -> None:
    scene = running(10, 2, batch(1, 2, 1, 2))
    scene.when(finished(1)).then(like(e.CasesFinished)).where(lambda state: state.room == 1)
    scene.when(finished(1)).then_already_so()
    scene.when(finished(1, 2, 7, conclusion=None)).then(
        e.CasesFinished(cases=(c.FinishedCase(case=case(2), conclusion=None),))
    )
    assert scene.state.totals.cancelled == 1


def test_a_round_is_complete_when_every_row_was_gone_through_and_no_case_is_open() -> None:
    scene = running(3, 2, batch(1, 2, 1, 2))
    scene.do(finished(1))
    scene.do(batch(3, 3, listed=1))
    assert not scene.state.closed
    totals = e.Totals(
        by_register=(c.ConclusionCount(conclusion=Conclusion.LISTED, rows=1),),
        investigated=(c.ConclusionCount(conclusion=Conclusion.INDEPENDENT, rows=2),),
    )
    scene.when(finished(2)).then(like(e.CasesFinished), e.CampaignCompleted(rows=3, totals=totals)).waiting()
    assert scene.state.finished
    scene.when(batch(3, 3, listed=1)).then_already_so()
    scene.when(did(c.ChangeWindow(window=9))).then_refused(ClosedError)


@pytest.mark.parametrize(
    ("told", "turn"),
    [
        ({"ownership": Ownership.STATE}, 1),
        ({"cluster_or_park": True}, 1),
        ({}, 2),
        ({"premises": False, "cluster_or_park": False}, 3),
    ],
)
def test_priority_decides_who_is_investigated_first(told: dict[str, Any], turn: int) -> None:
    assert turn_of(plan(row(**{"ownership": Ownership.UNKNOWN} | told), rules())) == turn


def test_rows_of_later_turns_are_gone_through_again() -> None:
    scene = running(3, 2, batch(1, 3, 1, other_turns=2))
    assert (scene.state.turn, scene.state.next_row, scene.state.taken) == (2, 1, 1)
    scene.when(batch(1, 3, 1, other_turns=2)).then_already_so()
    scene.when(batch(1, 2, listed=2, turn=3)).then_refused(BatchOrderError, following=1)
    scene.do(batch(1, 3, 2, turn=2, other_turns=2))
    scene.do(finished(1))
    scene.do(batch(1, 3, 3, turn=3, other_turns=2))
    assert (scene.state.taken, scene.state.next_row) == (3, 4)
    scene.when(finished(2, 3)).then(like(e.CasesFinished), like(e.CampaignCompleted, rows=3))


def test_a_round_whose_rows_were_all_taken_needs_no_further_turn() -> None:
    scene = running(3, 2, batch(1, 2, 1, other_turns=1))
    scene.do(batch(3, 3, listed=1))
    scene.do(batch(1, 3, 2, turn=2, other_turns=2))
    assert scene.state.taken == 3
    scene.when(finished(1, 2)).then(like(e.CasesFinished), like(e.CampaignCompleted))


def test_a_round_without_any_case_completes_with_its_last_batch() -> None:
    running(3).when(batch(1, 3, listed=3)).then(like(e.BatchConcluded), like(e.CampaignCompleted)).waiting()


def test_a_paused_round_opens_nothing_new_but_counts_what_happens() -> None:
    scene = running(10, 2, batch(1, 1, 1))
    scene.when(did(c.PauseCampaign(reason="人手不足"))).then(like(e.CampaignPaused)).waiting(
        "paused_campaign"
    )
    assert scene.state.room == 0
    scene.when(did(c.PauseCampaign(reason="人手不足"))).then_already_so()
    scene.when(finished(1)).then(like(e.CasesFinished))
    scene.when(batch(2, 3, listed=2)).then(like(e.BatchConcluded))
    scene.when(did(c.ResumeCampaign(reason="已到位"))).then(like(e.CampaignResumed)).waiting("run_campaign")
    scene.when(did(c.ResumeCampaign(reason="已到位"))).then_already_so()


def test_the_window_can_be_changed_and_open_cases_go_on() -> None:
    scene = running(10, 2, batch(1, 2, 1, 2))
    scene.when(did(c.ChangeWindow(window=1))).then(e.WindowChanged(window=1)).where(
        lambda state: state.room == 0 and len(state.open_cases) == 2
    )
    scene.when(did(c.ChangeWindow(window=1))).then_already_so()
    scene.when(batch(3, 3, listed=1)).then(like(e.BatchConcluded))


def test_a_cancelled_round_counts_the_batch_that_was_under_way() -> None:
    scene = running(3, 2, batch(1, 1, 1))
    scene.when(did(c.CancelCampaign(reason="重复"))).then(like(e.CampaignCancelled)).waiting()
    scene.when(batch(2, 3, listed=2)).then(like(e.BatchConcluded))
    scene.when(finished(1)).then(like(e.CasesFinished)).where(lambda state: state.status == "cancelled")


def test_a_resting_round_opens_nothing_new_but_counts_what_happens() -> None:
    scene = running(3, 2, batch(1, 1, 1), did(Suspend(ground=SuspensionGround.OTHER, reason="停")))
    assert scene.state.room == 0
    scene.when(finished(1)).then(like(e.CasesFinished)).waiting("decide_suspension")


@pytest.mark.parametrize("window", [0, c.WINDOW_MAXIMUM + 1])
def test_a_window_is_bounded(window: int) -> None:
    with pytest.raises(ValueError, match="window"):
        c.ChangeWindow(window=window)


@pytest.mark.parametrize(
    ("number", "place"),
    [
        (1, ("register/r-1", 1)),
        (4, ("register/r-1", 4)),
        (5, ("register/r-2", 1)),
        (7, ("register/r-2", 3)),
        (8, None),
    ],
)
def test_a_row_of_the_round_stands_in_one_of_its_registers(
    number: int, place: tuple[str, int] | None
) -> None:
    assert SPEC.given(did(opening(4, 3))).state.place(number) == place


def test_it_is_found_by_org_and_round() -> None:
    assert DECIDER.tags(running().state) == {"org:o-1", "round:2026"}


# Pages


def page(number: int, *rows: RegisterRow) -> Did:
    return by_service(RecordPage(number=number, org="o-1", rows=rows or (row(),)))


def complete(pages: int, rows: int) -> Did:
    done = CompleteRegister(file="台账.xlsx", sha256="a" * 64, pages=pages, rows=rows)
    return by_service(done)


def test_pages_are_taken_one_after_the_other() -> None:
    scene = PAGES.given()
    scene.when(page(2)).then_refused(PageMissingError, number=2, following=1)
    scene.when(page(1)).then(like(RegisterPage, number=1, rows=(row(),))).waiting()
    scene.when(page(2, row(), row())).then(like(RegisterPage, number=2, first_row=2))
    scene.when(page(3)).then(like(RegisterPage, number=3, first_row=4))
    assert REGISTER.tags(scene.state) == {"org:o-1"}


def test_the_same_page_again_is_already_so_and_another_one_is_refused() -> None:
    scene = PAGES.given(page(1), page(2, row(name="示例二")))
    scene.when(page(1)).then_already_so()
    scene.when(page(1, row(name="示例三"))).then_refused(OtherPageError, number=1)


def test_a_register_is_complete_when_it_has_what_the_file_has() -> None:
    scene = PAGES.given(page(1), page(2, row(), row(uscc=code(3))))
    scene.when(complete(2, 4)).then_refused(IncompleteError, rows=3, wanted_rows=4)
    scene.when(complete(3, 3)).then_refused(IncompleteError, pages=2, wanted_pages=3)
    scene.when(complete(2, 3)).then(like(RegisterCompleted, pages=2, rows=3)).where(
        lambda state: state.closed
    )
    scene.when(complete(2, 3)).then_already_so()
    scene.when(page(1)).then_already_so()
    scene.when(page(3)).then_refused(PageMissingError, following=3)


def test_a_page_tells_in_json_only_what_is_told_and_is_read_back_the_same() -> None:
    scene = PAGES.given(page(1, row(premises=True)))
    fact = scene.facts[0]
    text = fact.model_dump_json()
    assert set(json.loads(text)["event"]["rows"][0]) == {"uscc", "name", "ownership", "premises"}
    again: Fact[Any] = REGISTER.fact(text)
    assert again.event == fact.event
    assert fold(REGISTER, scene.facts, stream=PAGES.stream) == scene.state


@pytest.mark.parametrize(
    ("count", "pages"), [(0, []), (1, [1]), (PAGE_ROWS, [PAGE_ROWS]), (PAGE_ROWS + 1, [PAGE_ROWS, 1])]
)
def test_a_page_has_five_hundred_rows_at_most(
    count: int, pages: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.campaign.pages.PAGE_BYTES", 10**9)
    assert [len(one) for one in paged([row()] * count)] == pages


@given(st.lists(st.integers(1, 600), max_size=40))
def test_pages_keep_every_row_in_order_and_fit_an_entry(lengths: list[int]) -> None:
    rows = [row(address="路" * length) for length in lengths]
    pages = list(paged(rows))
    assert [one for some in pages for one in some] == rows
    for number, some in enumerate(pages, start=1):
        told = RecordPage(number=number, org="o-1", rows=some).model_dump_json(include={"rows"})
        assert len(told.encode()) <= PAGE_BYTES + len('{"rows":[]}')
