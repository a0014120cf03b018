"""How a round's state evolves, and who is awaited."""

from collections.abc import Callable
from typing import Any, assert_never

from domain.evaluation_round import commands as c
from domain.evaluation_round import events as e
from domain.evaluation_round.decide import has_work
from domain.evaluation_round.ranking import reasons_digest
from domain.evaluation_round.rows import RankedRow, Row
from domain.evaluation_round.state import (
    ANSWER,
    AWARD,
    COHORTS,
    CONTINUE,
    ENROL,
    NOTICE,
    OPEN,
    RANK,
    REVIEWS,
    Awarding,
    RoundState,
    Status,
)
from domain.events import Fact
from domain.model import Identifier
from domain.orders import Command, Role
from domain.people import PersonId
from domain.tasks import Task


def evolve(state: RoundState, fact: Fact[e.RoundEvent]) -> RoundState:  # noqa: C901  # one arm an event
    """Fold one event of a round."""
    match fact.event:
        case e.RoundOpened() as event:
            return _with(_opened(state, event), opened_on=fact.acted_on)
        case e.BranchesEnrolled() as event:
            return _enrolled(state, event)
        case e.SubordinateReported(org=org):
            gathering = _with(state, status=Status.GATHERING, org=state.round_org)
            return _with(gathering, awaited=_but(state.awaited, org), reported=(*state.reported, org))
        case e.SubordinateSkipped(org=org):
            return _with(state, awaited=_but(state.awaited, org))
        case e.CohortsReported(branches=branches):
            if not branches:
                return state
            return _with(state, status=Status.POOLING, moving=tuple(one.branch for one in branches))
        case e.CohortDeclined():
            return state
        case e.CohortsMoved():
            left = tuple(row for row in state.rows if row.branch not in state.moving)
            return _with(state, rows=left, moving=(), status=Status.REVIEWING)
        case e.CohortsKept():
            return _with(state, moving=(), status=Status.REVIEWING)
        case e.EvaluationsOpened(openings=openings):
            visits = {one.branch: one.visit for one in openings}
            opened = _each(state, visits, lambda row: _row(row, opened=True, visit=visits[row.branch]))
            return _with(opened, status=Status.REVIEWING)
        case e.BranchScored() as event:
            return _scored(state, event)
        case e.BranchGone(branch=branch, ranked=ranked):
            return _gone(state, branch, ranked=ranked)
        case e.PromotionExcepted(branch=branch):
            return _each(state, {branch}, lambda row: _row(row, promotion_exception=True))
        case e.RoundCompleted():
            return _with(state, status=Status.COMPLETED, closed=True, deadlines=(), awarding=None)
        case ranking:
            return _ranking(state, ranking, frozenset() if fact.actor.role == Role.SERVICE else fact.deciders)


def _ranking(  # noqa: C901  # one arm an event
    state: RoundState, event: e.RankingEvent, by: frozenset[PersonId]
) -> RoundState:
    """Fold from the ranking on; `by`: who decided, nobody where the service went on by itself."""
    match event:
        case e.RankingDue(ranking=ranking):
            deadlines = (*state.without(RANK), ranking)
            return _with(state, status=Status.READY, ties=(), deadlines=deadlines)
        case e.TiesFound(ties=ties):
            return _with(state, status=Status.TIED, ties=ties)
        case e.TieDecided(branches=branches):
            return _tie_decided(state, branches)
        case e.ProposalsRanked(rows=rows):
            ranked = {one.branch: one for one in rows}
            known = _each(state, ranked, lambda row: _proposed(row, ranked[row.branch]))
            return _with(known, status=Status.RANKING, rankers=_and(state.rankers, by))
        case e.RoundRanked(cohorts=cohorts):
            fresh = any(row.notice is None and row.awarded is None for row in state.live)
            status = Status.PROPOSED if fresh else Status.ON_NOTICE
            rankers = _and(state.rankers, by)
            done = _with(state, status=status, cohorts=cohorts, rankers=rankers)
            return _with(done, deadlines=state.without(RANK))
        case e.NoticeOpened(until=until, award=award):
            deadlines = (*state.without(AWARD), award)
            return _with(state, status=Status.ON_NOTICE, notice=until, deadlines=deadlines)
        case e.ProposalsPosted(until=until, branches=branches):
            return _each(state, set(branches), lambda row: _row(row, notice=until))
        case e.ObjectionNoted() as noted:
            return _objected(state, noted)
        case e.StarsAwarded() as awarded:
            return _awarded(state, awarded)
        case e.AwardPaused():
            return _with(state, awarding=None)
        case e.StarMoved(branch=branch, star=star):
            return _each(state, {branch}, lambda row: _row(row, star=star, awarded=star))
        case unknown:
            assert_never(unknown)


def _with(state: RoundState, **changes: object) -> RoundState:
    return state.model_copy(update=changes)


def _row(row: Row, **changes: object) -> Row:
    return row.model_copy(update=changes)


def _each(state: RoundState, branches: Any, change: Callable[[Row], Row]) -> RoundState:  # noqa: ANN401  # a set or mapping
    """Return the state with the rows of some branches changed."""
    return _with(state, rows=tuple(change(row) if row.branch in branches else row for row in state.rows))


def _but(orgs: tuple[str, ...], org: str) -> tuple[str, ...]:
    return tuple(one for one in orgs if one != org)


def _and(persons: tuple[PersonId, ...], by: frozenset[PersonId]) -> tuple[PersonId, ...]:
    return tuple(sorted({*persons, *by}))


def _opened(state: RoundState, event: e.RoundOpened) -> RoundState:
    return _with(
        state,
        status=Status.GATHERING,
        org=event.org,
        opened=True,
        complete=event.complete,
        superior=event.superior,
        awaited=event.subordinates,
    )


def _enrolled(state: RoundState, event: e.BranchesEnrolled) -> RoundState:
    rows = tuple(Row(**one.model_dump()) for one in event.branches)
    gathering = _with(state, status=Status.GATHERING, org=state.round_org)
    return _with(gathering, rows=(*state.rows, *rows), complete=state.complete or event.complete)


def _scored(state: RoundState, event: e.BranchScored) -> RoundState:
    """Fold a score: when it changes, a decision about a tie it was part of no longer counts."""
    row = state.row(event.branch)
    same = row is not None and row.scored == event.scored
    decisions = tuple(order for order in state.decisions if same or event.branch not in order)
    noted = _with(state, decisions=decisions, scorers=tuple(sorted({*state.scorers, *event.by})))
    return _each(
        noted,
        {event.branch},
        lambda row: _row(row, scored=event.scored, stale=row.star is not None),
    )


def _gone(state: RoundState, branch: Identifier, *, ranked: bool) -> RoundState:
    shorter = (tuple(one for one in order if one != branch) for order in state.decisions)
    decisions = state.decisions if ranked else tuple(order for order in shorter if len(order) > 1)
    left = _with(state, decisions=decisions)
    return _each(left, {branch}, lambda row: _row(row, left=not ranked, void=ranked, objections=()))


def _tie_decided(state: RoundState, branches: tuple[Identifier, ...]) -> RoundState:
    others = tuple(order for order in state.decisions if not set(order) & set(branches))
    ties = tuple(tie for tie in state.ties if set(tie.branches) != set(branches))
    status = Status.TIED if ties else Status.READY
    return _with(state, decisions=(*others, branches), ties=ties, status=status)


def _proposed(row: Row, ranked: RankedRow) -> Row:
    return _row(
        row,
        star=ranked.star,
        total=ranked.total,
        place=ranked.place,
        reasons=reasons_digest(ranked.reasons),
        contested=ranked.contested,
        stale=False,
        notice=None if ranked.fresh else row.notice,
    )


def _objected(state: RoundState, event: e.ObjectionNoted) -> RoundState:
    """Fold an objection; one that crossed its award on the way takes the award back, as its evaluation did."""
    rows = tuple(_objected_row(row, event) if row.branch == event.branch else row for row in state.rows)
    crossed = any(
        row.awarded is None and old.awarded is not None for row, old in zip(rows, state.rows, strict=True)
    )
    noted = _with(state, rows=rows)
    return _with(noted, status=Status.ON_NOTICE, closed=False) if crossed else noted


def _objected_row(row: Row, event: e.ObjectionNoted) -> Row:
    others = tuple(number for number in row.objections if number != event.number)
    if not event.pending:
        return _row(row, objections=others)
    return _row(row, objections=(*others, event.number), awarded=None)


def _awarded(state: RoundState, event: e.StarsAwarded) -> RoundState:
    stars = {one.branch: one.star for one in event.rows}
    awarded = _each(state, stars, lambda row: _row(row, awarded=stars[row.branch]))
    more = Awarding(document=event.document, decided_on=event.decided_on) if event.more else None
    return _with(awarded, awarding=more)


_AWAITED: dict[Status, tuple[str, Role, tuple[type[Command], ...]]] = {
    Status.POOLING: (ANSWER, Role.SERVICE, (c.AnswerCohort,)),
    Status.REVIEWING: (REVIEWS, Role.SERVICE, (c.NoteReviewed,)),
    Status.READY: (RANK, Role.EVALUATOR, (c.Rank,)),
    Status.TIED: (RANK, Role.EVALUATOR, (c.DecideTie,)),
    Status.PROPOSED: (NOTICE, Role.EVALUATOR, (c.OpenRoundNotice,)),
    Status.ON_NOTICE: (AWARD, Role.APPROVER, (c.AwardStars,)),
}


def tasks(state: RoundState) -> list[Task]:
    """Return who is awaited; what the service itself has still to do stands there as well."""
    waiting = _gathering(state) if state.status == Status.GATHERING else []
    if state.status in _AWAITED:
        waiting.append(_task(*_AWAITED[state.status], state))
    if has_work(state):
        waiting.append(_task(CONTINUE, Role.SERVICE, (c.ContinueRound,), state))
    return waiting


def _gathering(state: RoundState) -> list[Task]:
    if not state.opened:
        return [_task(OPEN, Role.OPERATOR, (c.OpenRound,), state)]
    enrol = [] if state.complete else [_task(ENROL, Role.OPERATOR, (c.EnrolBranches,), state)]
    cohorts = [_task(COHORTS, Role.EVALUATOR, (c.ProceedWithout,), state)] if state.awaited else []
    return [*enrol, *cohorts]


def _task(action: str, role: Role, commands: tuple[type[Command], ...], state: RoundState) -> Task:
    return Task(action=action, role=role, org=state.org, commands=tuple(one.kind_name() for one in commands))


def tags(state: RoundState) -> frozenset[str]:
    """Return what the round is found by."""
    return frozenset({f"org:{state.org}"}) if state.status != Status.NONE else frozenset()
