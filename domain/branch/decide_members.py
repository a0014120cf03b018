"""What the members of a branch do to it: counts, thresholds, an officer who is gone. Source: B, L; domain.md §6."""

from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import Partner
from domain.branch.guard import ask, call, require
from domain.branch.kinds import (
    ADMITTING,
    LOWERS,
    RAISES,
    BranchMode,
    Direction,
    MembershipChange,
    Office,
    OfficeCause,
    ThresholdAnswer,
    VacancyGround,
)
from domain.branch.refusals import (
    ContradictoryCountError,
    MemberMissingError,
    NoAdmissionError,
    NoSuchThresholdError,
    UnknownEnterpriseError,
)
from domain.branch.state import ADJUST, DEPUTY, THRESHOLD, BranchState, BranchStatus
from domain.branch.terms import Crossing, crossings, deputy_due, misfits, thresholds
from domain.deadlines import set_deadline
from domain.events import Event
from domain.four_eyes import refuse_self
from domain.orders import Act
from domain.people import Person

_GONE = {
    MembershipChange.DIED: VacancyGround.DEATH,
    MembershipChange.LEFT: VacancyGround.VACATED,
    MembershipChange.TRANSFERRED_OUT: VacancyGround.TRANSFER,
}
"""Changes by which somebody can hold no office of the branch any more."""


def report_membership(command: c.ReportMembership, act: Act[Any], branch: BranchState) -> list[Event]:
    """Take over the new count; an officer who died, left or was transferred is in office no longer."""
    require(act, branch, BranchStatus.FOUNDED, BranchStatus.ACTIVE)
    before = _counted(command.enterprise, branch)
    if command.change == MembershipChange.RECOUNTED and before == command.counted:
        return []
    _check_report(command, before)
    if branch.mode == BranchMode.TEMPORARY and command.change in ADMITTING:
        raise NoAdmissionError(command.change)
    reported = e.MembershipReported(
        enterprise=command.enterprise,
        change=command.change,
        person=command.person,
        counted=command.counted,
        total=_total(branch, command),
    )
    return [reported, *_of_officers(command, act, branch)]


def _counted(enterprise: str | None, branch: BranchState) -> int | None:
    """Return how many there were before, in an enterprise or in the body the branch was founded in."""
    in_body = enterprise is None and not branch.partners
    return branch.body_counted if in_body else _partner(enterprise or "-", branch).counted


def _partner(enterprise: str, branch: BranchState) -> Partner:
    partner = branch.partner(enterprise)
    if partner is None:
        raise UnknownEnterpriseError(enterprise, ", ".join(branch.enterprises) or "-")
    return partner


def _check_report(command: c.ReportMembership, before: int | None) -> None:
    if command.person is None and command.change != MembershipChange.RECOUNTED:
        raise MemberMissingError(command.change)
    if before is None:
        return
    fell = command.change in RAISES and command.counted < before
    rose = command.change in LOWERS and command.counted > before
    if fell or rose:
        raise ContradictoryCountError(command.change, before, command.counted)


def _total(branch: BranchState, command: c.ReportMembership) -> int | None:
    if command.enterprise is None:
        return command.counted
    counts = [
        command.counted if one.enterprise == command.enterprise else one.counted for one in branch.partners
    ]
    known = [one for one in counts if one is not None]
    return sum(known) if len(known) == len(counts) else None


def _of_officers(command: c.ReportMembership, act: Act[Any], branch: BranchState) -> list[Event]:
    if command.person is None:
        return []
    gone = _GONE.get(command.change)
    if gone is not None:
        held = branch.held_by(command.person.id)
        return [event for office, holder in held for event in _lost(office, holder.person, gone, branch)]
    secretary = branch.secretary and branch.secretary.person.id == command.person.id
    if command.change == MembershipChange.PENALTY and secretary:
        return ask(OfficeCause.PENALTY, command.person, act, branch)
    return []


def _lost(office: Office, person: Person, ground: VacancyGround, branch: BranchState) -> list[Event]:
    """Return that an office is vacant; only a secretary's is filled again without being asked for."""
    vacated = e.OfficeVacated(office=office, ground=ground, person=person, reason=None, document=None)
    called = call(branch, office, ground, person) if office == Office.SECRETARY else []
    return [vacated, *called]


def report_employees(command: c.ReportEmployees, act: Act[Any], branch: BranchState) -> list[Event]:
    """Take over how many employees an enterprise has."""
    require(act, branch, BranchStatus.FOUNDED, BranchStatus.ACTIVE)
    if _partner(command.enterprise, branch).employees == command.employees:
        return []
    return [e.EmployeesReported(enterprise=command.enterprise, employees=command.employees)]


def decide_threshold(command: c.DecideThreshold, act: Act[Any], branch: BranchState) -> list[Event]:
    """Put on record what the superior decides; an adjustment, a split or the end is then awaited. Source: domain.md §6 [P]."""
    require(act, branch, BranchStatus.ACTIVE)
    open_ones = [(one.threshold, one.enterprise) for one in branch.thresholds]
    if (command.threshold, command.enterprise) not in open_ones:
        raise NoSuchThresholdError(command.threshold, ", ".join(str(one) for one, _ in open_ones) or "-")
    refuse_self(act, [branch.secretary.person.id] if branch.secretary else [])
    term, keeps = act.rules.policy.branch.adjustment_decision, command.answer == ThresholdAnswer.KEEP
    return [
        e.ThresholdDecided(
            threshold=command.threshold,
            enterprise=command.enterprise,
            answer=command.answer,
            reason=command.reason,
            adjustment=None if keeps else set_deadline(ADJUST, act.acted_on, term, act.rules),
        )
    ]


def aftermath(act: Act[Any], before: BranchState, after: BranchState) -> list[Event]:
    """Return what follows by itself from how a living branch changed: thresholds crossed, a deputy due or not."""
    if after.status != BranchStatus.ACTIVE:
        return []
    return [*_crossed(act, before, after), *_deputy(act, after)]


def _crossed(act: Act[Any], before: BranchState, after: BranchState) -> list[Event]:
    """Return the thresholds crossed by the whole branch, and by one partner of a joint one. Source: B, L."""
    events = _by_whole(act, before, after)
    for partner in after.partners if after.mode == BranchMode.JOINT else ():
        events.extend(_by_partner(act, before, after, partner))
    return events


def _by_whole(act: Act[Any], before: BranchState, after: BranchState) -> list[Event]:
    """Return what all members crossed; of a branch that is judged for the first time, what does not fit its kind."""
    counted, policy = after.counted, act.rules.policy
    if counted is None:
        return []
    if before.counted is not None and _judged(before, after):
        crossed = crossings(before.counted, counted, thresholds(policy))
    else:
        waiting = {one.threshold for one in after.thresholds if one.enterprise is None}
        fitting = misfits(counted, after.branch_kind, policy)
        crossed = [one for one in fitting if one.threshold not in waiting]
    return [_crossing(act, after, one, None, counted) for one in crossed]


def _judged(before: BranchState, after: BranchState) -> bool:
    """Tell whether the branch was alive before, and of the kind that is known."""
    known = before.branch_kind is not None or after.branch_kind is None
    return before.status == BranchStatus.ACTIVE and known


def _by_partner(act: Act[Any], before: BranchState, after: BranchState, partner: Partner) -> list[Event]:
    """
    Return that one partner has, or no longer has, members enough for a branch of its own.

    One whose members were not judged before is judged as if it had had none. Source: S6.
    """
    earlier = before.partner(partner.enterprise)
    if earlier is None or partner.counted is None:
        return []
    counted = earlier.counted if before.status == BranchStatus.ACTIVE else None
    enough = [act.rules.policy.establishment.independent_minimum.value]
    waiting = {(one.threshold, one.enterprise) for one in after.thresholds}
    return [
        _crossing(act, after, one, partner.enterprise, partner.counted)
        for one in crossings(counted or 0, partner.counted, enough)
        if one.direction == Direction.UP or (one.threshold, partner.enterprise) in waiting
    ]


def _crossing(
    act: Act[Any], branch: BranchState, crossing: Crossing, enterprise: str | None, counted: int
) -> Event:
    """Return the crossing as a question to the superior, or the end of the opposite one that waits."""
    threshold, direction = crossing
    waiting = {(one.threshold, one.enterprise) for one in branch.thresholds}
    if (threshold, enterprise) in waiting:
        return e.ThresholdLapsed(threshold=threshold, enterprise=enterprise)
    term = act.rules.policy.branch.threshold_decision
    return e.ThresholdCrossed(
        threshold=threshold,
        direction=direction,
        counted=counted,
        enterprise=enterprise,
        decision=set_deadline(THRESHOLD, act.acted_on, term, act.rules),
    )


def _deputy(act: Act[Any], branch: BranchState) -> list[Event]:
    """
    Return that a full-time deputy is due, or no longer.

    A duty of strength 应: it opens a task and refuses nothing; the superior may except. Source: S14.
    """
    size = deputy_due(branch.partners, branch.secretary, branch.counted, act.rules.policy)
    searching = branch.deadline(DEPUTY) is not None
    if size is None or branch.full_time_deputy is not None:
        return [e.DeputyNotDue()] if searching else []
    if searching or branch.deputy_excused:
        return []
    search = set_deadline(DEPUTY, act.acted_on, act.rules.policy.appointment.deputy_within, act.rules)
    return [e.DeputyDue(employees=size.employees, counted=size.counted, search=search)]
