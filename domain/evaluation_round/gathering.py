"""Who takes part: enrolment, small cohorts moved to the superior's round, the sample to be visited (参评名单)."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from domain.evaluation.schemes import frozen_scheme
from domain.evaluation_round import commands as c
from domain.evaluation_round import events as e
from domain.evaluation_round.refusals import EnrolledTwiceError, FoundedLaterError, NotAwaitedError
from domain.evaluation_round.rows import BATCH, EnrolledBranch, Opening, PlacedBranch, Row
from domain.evaluation_round.state import RoundState, Status
from domain.events import Event
from domain.matter.errors import NotNowError
from domain.model import Identifier
from domain.orders import Act
from domain.rules import Rules
from domain.stars.choice import choose_scheme
from domain.stars.parts import FirstYear
from domain.stars.pooling import Cohort, OrgPlace, pool
from domain.stars.scheme import Scheme, scheme_digest


def open_round(command: c.OpenRound, act: Act[Any], state: RoundState) -> list[Event]:
    """Open the round; branches that subordinates moved here before are there already."""
    if state.opened:
        return []
    placed = _placed(command.branches, act, state)
    opened = e.RoundOpened(
        org=state.round_org,
        year=state.year,
        superior=command.superior,
        subordinates=tuple(org for org in command.subordinates if org not in state.reported),
        complete=command.complete,
    )
    after = state.model_copy(
        update={
            "superior": command.superior,
            "awaited": opened.subordinates,
            "complete": command.complete,
            "opened": True,
        }
    )
    return [opened, *_enrolled(placed, command.complete), *_settled(placed, after, act.rules)]


def enrol(command: c.EnrolBranches, act: Act[Any], state: RoundState) -> list[Event]:
    """Add a page to the list."""
    if not state.opened or state.complete:
        raise NotNowError(command.kind, state.status, Status.GATHERING)
    placed = _placed(command.branches, act, state)
    after = state.model_copy(update={"complete": command.complete})
    page = e.BranchesEnrolled(branches=placed, count=len(placed), complete=command.complete)
    return [page, *_settled(placed, after, act.rules)]


def take_cohort(command: c.MoveCohort, act: Act[Any], state: RoundState) -> list[Event]:
    """
    Take the small cohorts of a subordinate while this round gathers; afterwards decline them.

    Source: cohorts below the minimum move before either round ranks (seams.md, "Many at once") [P].
    """
    if state.status not in {Status.NONE, Status.GATHERING}:
        return [e.CohortDeclined(org=command.org)] if command.branches else []
    if command.org in state.reported:
        return []
    known = {row.branch for row in state.rows}
    fresh = tuple(one for one in command.branches if one.branch not in known)
    awaited = tuple(org for org in state.awaited if org != command.org)
    after = state.model_copy(update={"awaited": awaited})
    reported = e.SubordinateReported(org=command.org, moved=len(command.branches))
    page = e.BranchesEnrolled(branches=fresh, count=len(fresh), complete=False, moved_from=command.org)
    return [*([page] if fresh else []), reported, *_settled(fresh, after, act.rules)]


def proceed_without(command: c.ProceedWithout, act: Act[Any], state: RoundState) -> list[Event]:
    """Go on without a subordinate that holds no round."""
    if command.org not in state.awaited:
        raise NotAwaitedError(command.org, ", ".join(state.awaited) or "-")
    awaited = tuple(org for org in state.awaited if org != command.org)
    after = state.model_copy(update={"awaited": awaited})
    skipped = e.SubordinateSkipped(org=command.org, reason=command.reason)
    return [skipped, *_settled((), after, act.rules)]


def answered(command: c.AnswerCohort, act: Act[Any], state: RoundState) -> list[Event]:
    """Go on with what is left here, once the superior's round answered."""
    if state.status != Status.POOLING:
        return []
    count = len(state.moving)
    if not command.accepted:
        return [e.CohortsKept(count=count), *openings(state.rows, act.rules, state)]
    left = tuple(row for row in state.rows if row.branch not in state.moving)
    if not left:
        return [e.CohortsMoved(count=count), e.RoundCompleted(awarded=0)]
    return [e.CohortsMoved(count=count), *openings(left, act.rules, state)]


def openings(rows: Sequence[Row], rules: Rules, state: RoundState) -> list[Event]:
    """Open the next batch of evaluations."""
    waiting = [row for row in rows if not row.opened and row.live][:BATCH]
    share = rules.policy.evaluation.verification_share.value
    visited = sample([row.branch for row in rows], share, state.year)
    opened = tuple(Opening(branch=row.branch, visit=row.branch in visited) for row in waiting)
    return [e.EvaluationsOpened(openings=opened, count=len(opened))]


def sample(branches: Iterable[Identifier], share: int, year: int) -> frozenset[Identifier]:
    """
    Return the branches that are visited: `share` percent, rounded up, drawn by the digest of branch and year.

    Nobody chooses, and whoever checks draws the same.
    """
    drawn = sorted(branches, key=lambda one: hashlib.sha256(f"{one}/{year}".encode()).digest())
    return frozenset(drawn[: -(-len(drawn) * share // 100)])


def _placed(branches: Iterable[EnrolledBranch], act: Act[Any], state: RoundState) -> tuple[PlacedBranch, ...]:
    """
    Give each branch the scheme made most closely for it, and say whether it is in its first year.

    It is one of those in force on the day the round was opened, whenever the branch's page comes.
    """
    schemes = act.rules.schemes_on(state.opened_on or act.acted_on)
    known = {row.branch for row in state.rows}
    placed: list[PlacedBranch] = []
    for one in branches:
        if one.branch in known:
            raise EnrolledTwiceError(one.branch)
        if one.founded_on is not None and one.founded_on.year > state.year:
            raise FoundedLaterError(one.branch, one.founded_on, state.year)
        known.add(one.branch)
        placed.append(_place(one, schemes, state.year))
    return tuple(placed)


def _place(one: EnrolledBranch, schemes: Iterable[Scheme], year: int) -> PlacedBranch:
    scheme = choose_scheme(schemes, one.industry, one.chains)
    return PlacedBranch(
        branch=one.branch,
        org=one.org,
        scheme=scheme_digest(scheme),
        first_year=one.founded_on is not None and one.founded_on.year == year,
        last_star=one.last_star,
        source=one.source,
    )


def _enrolled(placed: tuple[PlacedBranch, ...], complete: bool) -> list[Event]:  # noqa: FBT001  # as the command says
    if not placed:
        return []
    return [e.BranchesEnrolled(branches=placed, count=len(placed), complete=complete)]


def _settled(fresh: Iterable[PlacedBranch], after: RoundState, rules: Rules) -> list[Event]:
    """Return what follows when everybody is there: small cohorts go up, the others' evaluations open."""
    if not (after.opened and after.complete) or after.awaited:
        return []
    rows = (*after.rows, *(Row(**one.model_dump()) for one in fresh))
    moving = _too_few(rows, after, rules)
    reported: list[Event] = []
    if after.superior is not None:
        placed = tuple(_facts(row) for row in rows if row.branch in moving)
        to = after.round_of(after.superior)
        reported = [e.CohortsReported(to=to, branches=placed, count=len(placed))]
    if moving:
        return reported
    return [*reported, *(openings(rows, rules, after) if rows else [e.RoundCompleted(awarded=0)])]


def _facts(row: Row) -> PlacedBranch:
    return PlacedBranch(**row.model_dump(include=set(PlacedBranch.model_fields)))


def _too_few(rows: Sequence[Row], state: RoundState, rules: Rules) -> frozenset[Identifier]:
    """Return the branches of the cohorts that are too few to rank here. Source: [P]."""
    minimum = rules.policy.evaluation.cohort_minimum.value
    places = [OrgPlace(org=state.round_org, led_by=state.superior)]
    moving: set[Identifier] = set()
    for digest in sorted({row.scheme for row in rows}):
        members = [row for row in rows if row.scheme == digest]
        cohort = Cohort(org=state.round_org, branches=_to_rank(members, digest, rules))
        ranks_in = pool([cohort], places, minimum)[0].ranks_in
        if ranks_in != state.round_org:
            moving |= {row.branch for row in members}
    return frozenset(moving)


def _to_rank(members: Sequence[Row], digest: str, rules: Rules) -> int:
    """Count those a quota can be a share of: not the first-year ones, where the scheme only scores them."""
    only_scored = frozen_scheme(digest, rules).first_year.value == FirstYear.SCORE_ONLY
    return sum(not (row.first_year and only_scored) for row in members)
