"""What may be done with a round, and what it causes. Source: S22; domain.md §9."""

from typing import Any, assert_never

from domain.evaluation.schemes import frozen_scheme
from domain.evaluation_round import commands as c
from domain.evaluation_round import events as e
from domain.evaluation_round.awarding import award, award_batch, open_notice, post, unposted
from domain.evaluation_round.gathering import (
    answered,
    enrol,
    open_round,
    openings,
    proceed_without,
    take_cohort,
)
from domain.evaluation_round.noting import enrolled, gone, move_star, objection, reviewed
from domain.evaluation_round.ranking import changed, pages, rank_rows
from domain.evaluation_round.refusals import MeetingNeededError, NotATieError, PromotionNotExceptedError
from domain.evaluation_round.rows import BATCH
from domain.evaluation_round.state import RoundState, Status
from domain.events import Event
from domain.matter.errors import NotNowError
from domain.orders import Act, MeetingRecord
from domain.policy.exceptions import allows

OwnCommand = (
    c.OpenRound
    | c.EnrolBranches
    | c.ProceedWithout
    | c.MoveCohort
    | c.AnswerCohort
    | c.ContinueRound
    | c.NoteReviewed
    | c.NoteObjection
    | c.NoteLeft
    | c.MoveStar
    | c.ExceptPromotion
    | c.Rank
    | c.DecideTie
    | c.OpenRoundNotice
    | c.AwardStars
)

PROMOTION = "scheme.promotion"
"""Where an exception says that it is from the scheme's rule about rising."""


def decide(act: Act[OwnCommand], state: RoundState) -> list[Event]:  # noqa: C901  # one arm a command
    """Return what the command causes. An empty list means: already so."""
    match act.command:
        case c.OpenRound() as command:
            return open_round(command, act, state)
        case c.EnrolBranches() as command:
            return enrol(command, act, state)
        case c.ProceedWithout() as command:
            return proceed_without(command, act, state)
        case c.MoveCohort() as command:
            return take_cohort(command, act, state)
        case c.AnswerCohort() as command:
            return answered(command, act, state)
        case c.ContinueRound():
            return _continue(act, state)
        case c.NoteReviewed() as command:
            return reviewed(command, act, state)
        case c.NoteObjection() as command:
            return objection(command, state)
        case c.NoteLeft() as command:
            return gone(command, act, state)
        case c.MoveStar() as command:
            return move_star(command, state)
        case c.ExceptPromotion() as command:
            return _except(command, act, state)
        case c.Rank():
            return _rank(act, state)
        case c.DecideTie() as command:
            return _decide_tie(command, act, state)
        case c.OpenRoundNotice():
            return open_notice(act, state)
        case c.AwardStars() as command:
            return award(command, act, state)
        case unknown:
            assert_never(unknown)


def has_work(state: RoundState) -> bool:
    """Tell whether a further batch waits, for which the service gives itself `ContinueRound`."""
    if state.status == Status.RANKING or state.awarding is not None:
        return True
    if state.status == Status.REVIEWING:
        return any(not row.opened for row in state.live)
    return state.status == Status.ON_NOTICE and bool(unposted(state))


def _continue(act: Act[Any], state: RoundState) -> list[Event]:
    if not has_work(state):
        return []
    if state.awarding is not None:
        return award_batch(state.awarding, state) or [e.AwardPaused()]
    if state.status == Status.RANKING:
        return _ranked(act, state)
    if state.notice is not None and state.status == Status.ON_NOTICE:
        return post(state.notice, state)
    return openings(state.rows, act.rules, state)


def _rank(act: Act[Any], state: RoundState) -> list[Event]:
    if state.status in {Status.RANKING, Status.PROPOSED, Status.ON_NOTICE}:
        return []
    if state.status != Status.READY:
        raise NotNowError(act.command.kind, state.status, Status.READY)
    return _ranked(act, state)


def _ranked(act: Act[Any], state: RoundState) -> list[Event]:
    """Return the next page of what the ranking changes and, with the last, that it is done; or the ties."""
    ranked = rank_rows(state, act.rules)
    if ranked.ties:
        return [e.TiesFound(ties=ranked.ties, count=len(ranked.ties))]
    waiting = pages(changed(ranked, state.rows), BATCH)
    first: list[Event] = [e.ProposalsRanked(rows=page, count=len(page)) for page in waiting[:1]]
    if len(waiting) > 1:
        return first
    done = e.RoundRanked(
        at_version=state.version, digest=ranked.digest, branches=len(ranked.rows), cohorts=ranked.cohorts
    )
    return [*first, done]


def _decide_tie(command: c.DecideTie, act: Act[Any], state: RoundState) -> list[Event]:
    if command.branches in state.decisions:
        return []
    if state.status != Status.TIED:
        raise NotNowError(command.kind, state.status, Status.TIED)
    if not isinstance(act.order.decided_by, MeetingRecord):
        raise MeetingNeededError
    if tuple(sorted(command.branches)) not in {tie.branches for tie in state.ties}:
        known = "; ".join(", ".join(tie.branches) for tie in state.ties)
        raise NotATieError(", ".join(command.branches), known)
    return [e.TieDecided(branches=command.branches)]


def _except(command: c.ExceptPromotion, act: Act[Any], state: RoundState) -> list[Event]:
    if state.status not in {Status.REVIEWING, Status.READY}:
        raise NotNowError(command.kind, state.status, f"{Status.REVIEWING}, {Status.READY}")
    row = enrolled(command.branch, state)
    if row.promotion_exception:
        return []
    rule = frozen_scheme(row.scheme, act.rules).promotion
    if not allows(rule, PROMOTION, command.waivers):
        raise PromotionNotExceptedError(command.branch, rule.strength)
    return [e.PromotionExcepted(branch=command.branch, waivers=command.waivers)]
