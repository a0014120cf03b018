"""Whatever is ordered of a campaign, in whatever order: every row is counted once, and the window holds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.campaign import commands as c
from domain.campaign.plan import TURNS
from domain.campaign.state import CampaignState
from domain.coverage import Conclusion
from domain.matter import commands as m
from tests.domain.soundness import check, ran, time
from tests.domain.test_campaign import PAGES, SPEC, batch, complete, finished, opening, page
from tests.spec import Did, Scene, TimePasses, did

ROWS, WINDOW = 8, 3

commands = st.sampled_from(
    [
        c.PauseCampaign(reason="停"),
        c.ResumeCampaign(reason="续"),
        c.CancelCampaign(reason="止"),
        c.ChangeWindow(window=1),
        c.ChangeWindow(window=WINDOW),
        m.Suspend(ground=m.SuspensionGround.OTHER, reason="停"),
        m.Resume(reason="续"),
    ]
)


def some_batch(turn: int, first: int, opened: int, listed: int, refused: int, others: int) -> Did:
    cases = range(100 * turn + first, 100 * turn + first + opened)
    last = first + opened + listed + refused + others - 1
    counts = {"listed": listed, "refused": refused, "other_turns": others}
    return batch(first, max(first, last), *cases, turn=turn, **counts)


numbers = st.integers(0, 3)
batches = st.builds(
    some_batch, st.integers(1, TURNS), st.integers(1, ROWS), numbers, numbers, numbers, st.integers(0, ROWS)
)
ends = st.builds(finished, st.integers(1, ROWS), conclusion=st.sampled_from([None, Conclusion.INDEPENDENT]))


def rows_counted(state: CampaignState) -> int:
    totals = state.totals
    concluded = (*totals.by_register, *totals.investigated)
    ended = sum(one.rows for one in concluded) + totals.cancelled + totals.already + totals.refused
    return ended + len(state.open_cases)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(batches, ends, time, st.builds(did, commands)), max_size=16))
def test_every_row_gone_through_stands_in_one_count(history: list[Did | TimePasses]) -> None:
    scene: Scene = ran(SPEC, [did(opening(ROWS, window=WINDOW)), *history])
    check(scene)
    assert rows_counted(scene.state) == scene.state.taken
    assert len(scene.state.open_cases) <= WINDOW
    assert scene.state.status != "completed" or scene.state.done


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.builds(page, st.integers(1, 4)), st.builds(complete, st.integers(1, 4), st.integers(1, 4))
        ),
        max_size=8,
    )
)
def test_pages_of_a_register_stand_in_order(history: list[Did]) -> None:
    scene = ran(PAGES, [page(1), *history])
    assert scene.state.rows == len(scene.state.pages)
