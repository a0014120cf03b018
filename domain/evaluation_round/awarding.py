"""Public notice of the proposals, and the award (公示、授星). Source: domain.md §9, P."""

from datetime import date
from typing import Any

from domain.dates import due
from domain.deadlines import set_deadline
from domain.evaluation_round import commands as c
from domain.evaluation_round import events as e
from domain.evaluation_round.refusals import NothingToAwardError
from domain.evaluation_round.rows import BATCH, AwardedRow, Row
from domain.evaluation_round.state import AWARD, Awarding, RoundState, Status
from domain.events import Event
from domain.four_eyes import refuse_same_person
from domain.matter.errors import NotNowError
from domain.orders import Act

_AWARDING = (Status.READY, Status.TIED, Status.PROPOSED, Status.ON_NOTICE)


def open_notice(act: Act[Any], state: RoundState) -> list[Event]:
    """Put every proposal without a notice on one; those on notice keep theirs."""
    if state.status == Status.ON_NOTICE:
        return []
    if state.status != Status.PROPOSED:
        raise NotNowError(act.command.kind, state.status, Status.PROPOSED)
    policy = act.rules.policy.evaluation
    until = due(act.acted_on, policy.notice, act.rules.calendar).on
    award = set_deadline(AWARD, until, policy.award, act.rules)
    return [e.NoticeOpened(until=until, award=award), *post(until, state)]


def post(until: date, state: RoundState) -> list[Event]:
    """Put the next batch of proposals on notice."""
    waiting = unposted(state)[:BATCH]
    branches = tuple(row.branch for row in waiting)
    return [e.ProposalsPosted(until=until, branches=branches, count=len(branches))] if branches else []


def unposted(state: RoundState) -> tuple[Row, ...]:
    """Return the branches whose proposal is not on notice."""
    return tuple(
        row for row in state.live if row.star is not None and row.notice is None and row.awarded is None
    )


def award(command: c.AwardStars, act: Act[Any], state: RoundState) -> list[Event]:
    """Award what can be awarded; who ranked or scored does not (评审与审批分离)."""
    if state.status not in _AWARDING:
        raise NotNowError(command.kind, state.status, _AWARDING)
    refuse_same_person(act, state.rankers, e.RoundRanked.kind_name())
    refuse_same_person(act, state.scorers, e.BranchScored.kind_name())
    awarding = Awarding(document=command.document, decided_on=act.acted_on)
    events = award_batch(awarding, state)
    if not events:
        notices = [row.notice for row in state.live if row.awarded is None and row.notice is not None]
        raise NothingToAwardError(max(notices, default=None), sum(len(row.objections) for row in state.live))
    return events


def award_batch(awarding: Awarding, state: RoundState) -> list[Event]:
    """Award the next batch under a decision; the round is over when every branch has its award."""
    rows = awardable(awarding.decided_on, state)
    if not rows:
        return []
    page = tuple(AwardedRow(branch=row.branch, star=row.star or 0) for row in rows[:BATCH])
    awarded = e.StarsAwarded(
        document=awarding.document,
        decided_on=awarding.decided_on,
        rows=page,
        count=len(page),
        more=len(rows) > BATCH,
    )
    already = sum(row.awarded is not None for row in state.rows)
    waiting = sum(row.awarded is None for row in state.live)
    over = [e.RoundCompleted(awarded=already + len(page))] if waiting == len(page) else []
    return [awarded, *over]


def awardable(on: date, state: RoundState) -> tuple[Row, ...]:
    """
    Return the branches whose star nothing can change any more.

    Its own notice is over and no objection against it is open. Where a quota has a say, every branch of the same
    scheme could displace it: then the notices of all of them are over, and none of them has an objection or waits to
    be ranked again.
    """
    ranked = state.status in {Status.PROPOSED, Status.ON_NOTICE}
    restless = {row.scheme for row in state.live if not _quiet(row, on)}
    return tuple(
        row
        for row in state.live
        if row.awarded is None
        and _quiet(row, on)
        and (not row.contested or (ranked and row.scheme not in restless))
    )


def _quiet(row: Row, on: date) -> bool:
    if row.awarded is not None:
        return True
    over = row.notice is not None and row.notice < on
    return over and not row.objections and not row.stale
