"""Whatever is ordered of an evaluation or a round, in whatever order: nothing crashes, and no quota is exceeded."""

from collections import Counter
from contextlib import suppress
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evaluation import commands as c
from domain.evaluation_round import commands as r
from domain.evaluation_round.ranking import rank_rows
from domain.evaluation_round.refusals import NothingToAwardError
from domain.evaluation_round.state import RoundState
from domain.matter import commands as m
from domain.matter.errors import NotNowError
from domain.model import EntryRef
from domain.orders import Role
from domain.stars.scoring import ScoreSheet
from tests.domain import evaluation_given as one
from tests.domain import round_given as many
from tests.domain.evaluation_world import World, scoring
from tests.domain.soundness import check, ran, time
from tests.spec import Did, TimePasses, by_service, did

ORIGIN = EntryRef(stream=one.ROUND, version=1)
DAY = date(2026, 1, 5)
people = st.sampled_from([one.SUBMITTER, one.REVIEWER, one.EVALUATOR, one.APPROVER, one.OBJECTOR, one.OTHER])
orgs = st.sampled_from(["o-1", one.OWN_ORG])
totals = st.sampled_from([0, 590, 700, 905, 1000])
shared = st.sampled_from(
    [
        m.Suspend(ground=m.SuspensionGround.OTHER, reason="停"),
        m.Resume(reason="续"),
        m.RevokeDecision(version=2, reason="错", document="示1号"),
        m.SettleConsequence(origin=ORIGIN, choice=m.KeepOrUndo.UNDO, reason="错"),
    ]
)
numbers = st.integers(1, 3)
sheets = st.one_of(st.builds(one.sheet, totals), st.just(ScoreSheet(scores=())))
stars = st.integers(0, 5)
incidents = st.sampled_from([DAY, DAY.replace(day=4)])
human = st.one_of(
    st.builds(
        c.ReportVeto,
        veto=st.sampled_from(["pollution", "bad-credit", "none"]),
        happened_on=incidents,
        reasons=st.just("通报"),
    ),
    st.builds(c.DismissVeto, veto=st.sampled_from(["pollution", "bad-credit"]), reasons=st.just("不实")),
    st.builds(c.SubmitSelfAssessment, sheet=sheets),
    st.builds(c.ReviewAssessment, sheet=sheets),
    st.builds(c.VerifyOnSite, scores=st.builds(one.evaluator_scores, totals)),
    st.just(c.RaiseObjection(reasons="异议")),
    st.builds(c.InvestigateObjection, number=numbers, finding=st.just("属实")),
    st.builds(c.DecideObjection, number=numbers, sheet=st.none() | sheets, reasons=st.just("属实")),
    st.just(c.AppealAward(reasons="漏评")),
    st.builds(c.DecideAppeal, star=st.none() | stars, reasons=st.just("复核"), document=st.just("示2号")),
    st.builds(
        c.ProposeDowngrade, veto=st.sampled_from(["pollution", "none"]), star=stars, reasons=st.just("通报")
    ),
    st.builds(c.DecideDowngrade, granted=st.booleans(), reasons=st.just("属实"), document=st.just("示3号")),
    st.builds(c.NoteBranchEnded, successor=st.sampled_from([None, "b-2"]), document=st.just("示4号")),
    shared,
)
told = st.one_of(
    st.builds(one.opening, visit=st.booleans()),
    st.builds(c.NoteProposal, star=stars, total=totals, fresh=st.booleans()),
    st.builds(c.PostProposal, until=st.sampled_from(["2026-01-12", "2026-02-10"])),
    st.builds(c.AwardStar, star=stars, document=st.just("示5号")),
    st.builds(c.AbsorbStar, star=stars, merged=st.just("evaluation/b-9/2025")),
    st.just(m.RaiseConsequence(origin=ORIGIN, followed="open_evaluation")),
)
acts = st.one_of(st.builds(did, human, by=people, org=orgs), st.builds(by_service, told), time)
beginnings = st.sampled_from(
    [
        [],
        [one.opened()],
        [one.opened(), one.assessed(), one.reviewed(), one.visited()],
        [one.opened(), one.assessed(), one.reviewed(), one.visited(), one.proposed(), one.posted()],
    ]
)


@settings(max_examples=120, deadline=None)
@given(beginnings, st.lists(acts, max_size=14))
def test_any_history_of_an_evaluation_is_sound(begun: list[Did], more: list[Did | TimePasses]) -> None:
    check(ran(one.SPEC, [*begun, *more]))


COUNT = 11
branches = st.sampled_from(many.names(COUNT + 1))
points = st.sampled_from([500, 700, 910, 960, 990])
reports = st.one_of(
    st.builds(many.noted, branches, points),
    st.builds(many.noted, branches, points, vetoes=st.just(("pollution",))),
    st.builds(many.not_submitted, branches),
    st.builds(many.objection, branches, numbers, pending=st.booleans()),
    st.builds(many.left, branches),
    st.builds(many.moved, st.sampled_from(["o-1-1", "o-1-2"]), branches),
    st.builds(by_service, st.builds(r.MoveStar, branch=branches, star=stars)),
    st.sampled_from(
        [
            by_service(r.ContinueRound()),
            by_service(r.AnswerCohort(accepted=True)),
            by_service(r.AnswerCohort(accepted=False)),
        ]
    ),
)
orders = st.one_of(
    st.sampled_from(
        [
            many.opened(COUNT),
            many.opened(4, superior="o-0", subordinates=("o-1-1",)),
            many.page([many.enrolled("b-050")], complete=True),
            did(r.ProceedWithout(org="o-1-1", reason="未开展")),
            many.ranked(),
            many.noticed(),
            many.awarded(),
        ]
    ),
    st.builds(many.excepted, branches),
    st.builds(many.put_in_order, branches, branches),
    st.builds(did, shared, role=st.just(Role.APPROVER)),
    time,
)
SCORED = many.scores(dict(zip(many.names(COUNT), [990, 960, 960] + [910] * 8, strict=True)))
rounds = st.sampled_from([[], [many.opened(COUNT)], [many.opened(COUNT), *SCORED]])


def places_kept(state: RoundState) -> bool:
    """No quota is exceeded by those who are still there, as of the last ranking."""
    taken = Counter((row.scheme, row.star) for row in state.live if row.star is not None and not row.stale)
    return all(
        taken[cohort.scheme, quota.star] <= quota.places
        for cohort in state.cohorts
        for quota in cohort.quotas
    )


@settings(max_examples=120, deadline=None)
@given(rounds, st.lists(st.one_of(reports, orders), max_size=20))
def test_any_history_of_a_round_is_sound(begun: list[Did], more: list[Did | TimePasses]) -> None:
    scene = ran(many.SPEC, [*begun, *more])
    check(scene)
    if not any(one.kind == "decision.revoked.v1" for one in (fact.event for fact in scene.facts)):
        assert places_kept(scene.state)
    decided = [branch for order in scene.state.decisions for branch in order]
    assert len(decided) == len(set(decided))


def with_objections(branches: list[str]) -> World:
    """A dozen on notice until 9 February; against some of them an objection; on the 10th what can be is awarded."""
    world = World()
    world.do(many.STREAM, many.opened(12, on="2026-01-05"))
    for branch, total in many.DOZEN.items():
        world.do(f"evaluation/{branch}/2025", *scoring(total))
    world.do(many.STREAM, many.ranked(on="2026-02-02"), many.noticed("2026-02-02"))
    for branch in branches:
        world.do(f"evaluation/{branch}/2025", one.objected("2026-02-09"))
    with suppress(NothingToAwardError):
        world.do(many.STREAM, many.awarded("2026-02-10"))
    return world


def ranked_again(world: World) -> RoundState:
    """Rank, and let the meeting decide whatever is level, until there is nothing to decide."""
    world.do(many.STREAM, many.ranked(on="2026-02-13"))
    while world.state(many.STREAM).ties:
        world.do(many.STREAM, many.put_in_order(*world.state(many.STREAM).ties[0].branches))
        with suppress(NotNowError):
            world.do(many.STREAM, many.ranked())
    state: RoundState = world.state(many.STREAM)
    return state


rescorings = st.dictionaries(
    st.sampled_from(list(many.DOZEN)), st.sampled_from([500, 850, 920, 960, 1000]), min_size=1, max_size=4
)


@settings(max_examples=25, deadline=None)
@given(rescorings)
def test_no_star_awarded_early_is_one_that_an_open_objection_could_change(rescored: dict[str, int]) -> None:
    world = with_objections(list(rescored))
    early = {row.branch: row.awarded for row in world.state(many.STREAM).rows if row.awarded is not None}
    for branch, total in rescored.items():
        stream = f"evaluation/{branch}/2025"
        world.do(stream, one.investigated(on="2026-02-11"), one.decided(total=total, on="2026-02-12"))
    state = ranked_again(world)
    again = {row.branch: row.star for row in rank_rows(state, one.RULES).rows}
    assert {branch: again[branch] for branch in early} == early
    assert places_kept(state)
