"""What puts work coverage in place: an adviser, a trade union, a youth league (工作覆盖). Source: S8, L."""

from typing import Any

from domain.dates import last_day
from domain.deadlines import fixed_deadline
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment.application import UnionRecord
from domain.establishment.duties import refuse_applicants, require
from domain.establishment.modes import Mode
from domain.establishment.refusals import ExplanationMissingError, NotWorkCoverageError
from domain.establishment.state import RENEW, EstablishmentState, Status
from domain.events import Event
from domain.four_eyes import refuse_self
from domain.orders import Act


def place_adviser(command: c.PlaceAdviser, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """
    Place an adviser for 2 years; before they end renew or replace one, for as long as the enterprise is covered by work.

    How many enterprises an adviser serves is judged in the adviser's own stream. Source: L.
    """
    if state.adviser == command.adviser and state.adviser_since == command.starts_on:
        return []
    _require_work_coverage(act, state, Status.PLACING, Status.ACTIVE)
    refuse_applicants(act, state)
    refuse_self(act, [command.adviser.id])
    ends_on = last_day(command.starts_on, act.rules.policy.establishment.adviser_term)
    ahead = act.rules.policy.shared.remind_before
    return [
        e.AdviserPlaced(
            adviser=command.adviser,
            starts_on=command.starts_on,
            ends_on=ends_on,
            replaces=state.adviser,
            waivers=command.waivers,
            renewal=fixed_deadline(RENEW, act.acted_on, ends_on, act.rules, ahead),
        )
    ]


def record_unions(command: c.RecordUnions, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Record trade union and youth league as set up, or explained why not. Source: S8."""
    _require_work_coverage(act, state, Status.PLACING)
    _check_explained("trade_union", command.trade_union)
    _check_explained("youth_league", command.youth_league)
    return [e.UnionsRecorded(trade_union=command.trade_union, youth_league=command.youth_league)]


def _require_work_coverage(act: Act[Any], state: EstablishmentState, *possible: Status) -> None:
    if state.mode not in {Mode.WORK_COVERAGE, None}:
        raise NotWorkCoverageError(str(state.mode))
    require(act, state, *possible)


def _check_explained(what: str, record: UnionRecord) -> None:
    if not record.set_up and record.explanation is None:
        raise ExplanationMissingError(what)
