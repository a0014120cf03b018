"""What evaluations report to their round, and what follows for the round as a whole."""

from typing import Any

from domain.deadlines import set_deadline
from domain.evaluation_round import commands as c
from domain.evaluation_round import events as e
from domain.evaluation_round.refusals import NotEnrolledError, QuotaExceededError
from domain.evaluation_round.rows import Row
from domain.evaluation_round.state import RANK, RoundState, Status
from domain.events import Event
from domain.matter.errors import NotNowError
from domain.model import Identifier
from domain.orders import Act

_RANKED = frozenset({Status.TIED, Status.PROPOSED, Status.ON_NOTICE})
"""A score that changes now asks for a new ranking."""


def reviewed(command: c.NoteReviewed, act: Act[Any], state: RoundState) -> list[Event]:
    """Note a branch's score; the last one makes the ranking due, and so does one that changes a ranking."""
    row = enrolled(command.branch, state)
    if not row.live or row.awarded is not None:
        return []
    scored = e.BranchScored(branch=command.branch, scored=command.scored, by=command.by)
    missing = any(one.scored is None for one in state.live if one.branch != command.branch)
    due = state.status in _RANKED or (state.status == Status.REVIEWING and not missing)
    return [scored, _due(act)] if due else [scored]


def objection(command: c.NoteObjection, state: RoundState) -> list[Event]:
    """Note that an objection is open, or no longer."""
    row = enrolled(command.branch, state)
    if (command.number in row.objections) == command.pending or not row.live:
        return []
    return [e.ObjectionNoted(branch=command.branch, number=command.number, pending=command.pending)]


def gone(command: c.NoteLeft, act: Act[Any], state: RoundState) -> list[Event]:
    """
    Note that a branch is no more: before it was ranked it leaves the base, afterwards the base stays.

    Source: domain.md §9 [P].
    """
    row = enrolled(command.branch, state)
    if not row.live:
        return []
    ranked = row.star is not None
    others = [one for one in state.live if one.branch != command.branch]
    left = e.BranchGone(branch=command.branch, ranked=ranked)
    if not others or all(one.awarded is not None for one in others):
        over = e.RoundCompleted(awarded=sum(one.awarded is not None for one in state.rows))
        return [left] if state.closed else [left, over]
    if state.status == Status.TIED and not ranked:
        return [left, _due(act)]
    if state.status == Status.REVIEWING and all(one.scored is not None for one in others):
        return [left, _due(act)]
    return [left]


def move_star(command: c.MoveStar, state: RoundState) -> list[Event]:
    """
    Give a branch another star after the award, if the quota has a place for it: it is never exceeded [L].

    What falls by a merger falls at once, and asks for no place: the lower star is kept whoever else has it [P].
    Any other star with a quota is given when the round is complete, since until then a new ranking could need the place.
    """
    row = enrolled(command.branch, state)
    if row.awarded == command.star:
        return []
    places = None if command.absorbed else _places(command.star, row, state)
    if row.awarded is None or (places is not None and not state.closed):
        raise NotNowError(command.kind, state.status, Status.COMPLETED)
    others = (one for one in state.live if one.scheme == row.scheme and one.branch != row.branch)
    if places is not None and sum(one.awarded == command.star for one in others) >= places:
        raise QuotaExceededError(command.star, places)
    return [e.StarMoved(branch=command.branch, star=command.star)]


def _places(star: int, row: Row, state: RoundState) -> int | None:
    """Return the places the quota of a star has in a branch's cohort; None: it has no quota."""
    quotas = (one for cohort in state.cohorts if cohort.scheme == row.scheme for one in cohort.quotas)
    return next((one.places for one in quotas if one.star == star), None)


def enrolled(branch: Identifier, state: RoundState) -> Row:
    """Return the row of a branch. Raises NotEnrolledError."""
    row = state.row(branch)
    if row is None:
        raise NotEnrolledError(branch)
    return row


def _due(act: Act[Any]) -> Event:
    term = act.rules.policy.evaluation.ranking
    return e.RankingDue(ranking=set_deadline(RANK, act.acted_on, term, act.rules))
