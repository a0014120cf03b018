"""What several decisions of a branch check, and the deadlines and calls they share."""

from datetime import date
from typing import Any

from domain.branch import events as e
from domain.branch.facts import Officer, TermOfOffice
from domain.branch.kinds import Office, OfficeCause, VacancyGround
from domain.branch.refusals import TooManyPartnersError
from domain.branch.state import APPOINTMENT, APPRAISE, OFFICE, REELECT, BranchState, BranchStatus
from domain.branch.terms import union_chair_advised
from domain.deadlines import Deadline, Stage, fixed_deadline, set_deadline
from domain.elections.limits import refuse
from domain.events import Event
from domain.matter.errors import NotNowError
from domain.orders import Act
from domain.people import Person
from domain.policy.exceptions import Waiver, allows
from domain.policy.policy import Policy
from domain.serials.serials import SerialClaimed


def require(act: Act[Any], branch: BranchState, *possible: BranchStatus) -> None:
    """Refuse a command that does not belong to the state the branch is in."""
    if branch.status not in possible:
        raise NotNowError(act.command.kind, branch.status, possible)


def call(branch: BranchState, office: Office, ground: VacancyGround, holder: Person | None) -> list[Event]:
    """
    Return the call of an appointment with the branch's next number, and the number taken.

    The number is taken in the same append, so that two calls never meet in one; none if one is under way.
    """
    if branch.open_appointment(office) is not None:
        return []
    number = branch.serials.following(APPOINTMENT)
    stream = f"appointment/{branch.id}/{number}"
    called = e.AppointmentCalled(appointment=stream, office=office, ground=ground, holder=holder)
    return [called, SerialClaimed(of=APPOINTMENT, number=number, key=key(office, holder), by=stream)]


def key(office: Office, holder: Person | None) -> str:
    """Return under which key an office and its holder have one open appointment."""
    return f"{office}.{holder.id if holder else '-'}"


def dropped(branch: BranchState, reason: str, *offices: Office) -> list[Event]:
    """Return that the open appointments of these offices are no longer needed."""
    called = [branch.open_appointment(office) for office in offices]
    return [e.AppointmentDropped(appointment=one, reason=reason) for one in called if one is not None]


def reelection(term: TermOfOffice, act: Act[Any]) -> Deadline:
    """Return the deadline of the next election: the term's last day, reminded of months ahead. Source: B, L."""
    remind = act.rules.policy.branch.reelection_reminder
    return fixed_deadline(REELECT, act.acted_on, term.ends_on, act.rules, remind)


def reelection_of_taken_over(term: TermOfOffice | None, act: Act[Any]) -> Deadline | None:
    """
    Return the deadline of the next election of a branch from before the system.

    A term that ended before is not overdue: the election is awaited from now on, for as long as a reminder runs ahead.
    Source: domain.md §3, onboarding [P].
    """
    if term is None or term.ends_on >= act.acted_on:
        return None if term is None else reelection(term, act)
    reminder = act.rules.policy.branch.reelection_reminder
    late = set_deadline(REELECT, act.acted_on, reminder, act.rules)
    return late.moved_on(Stage.REMINDED)


def appraisal(since: date, act: Act[Any]) -> Deadline:
    """Return the deadline of the secretary's next yearly report and grading. Source: S16."""
    return set_deadline(APPRAISE, since, act.rules.policy.appointment.appraisal_every, act.rules)


def ask(cause: OfficeCause, person: Person, act: Act[Any], branch: BranchState) -> list[Event]:
    """Ask the superior about the secretary's office, one question at a time; the same is not asked twice."""
    if branch.question is None:
        decision = office_decision(act.acted_on, act)
        return [e.OfficeQuestioned(cause=cause, person=person, decision=decision)]
    known = [(one.cause, one.person.id) for one in (branch.question, *branch.owed)]
    return [] if (cause, person.id) in known else [e.OfficeQuestionOwed(cause=cause, person=person)]


def answered(answer: Event, act: Act[Any], branch: BranchState) -> list[Event]:
    """Return the end of the open question by which the office is kept, and the next question that is owed."""
    decision = office_decision(act.acted_on, act)
    following = [
        e.OfficeQuestioned(cause=one.cause, person=one.person, decision=decision) for one in branch.owed[:1]
    ]
    return [answer, *following]


def office_decision(since: date, act: Act[Any]) -> Deadline:
    """Return by when the superior keeps or vacates an office. Source: domain.md §8 [P]."""
    return set_deadline(OFFICE, since, act.rules.policy.filing.office_decision, act.rules)


def advice(act: Act[Any], *seated: tuple[Office, Officer | None]) -> list[Event]:
    """Return the advice to chair the trade union, for those it is meant for. Source: S15."""
    return [
        e.UnionChairAdvised(office=office, person=officer.person)
        for office, officer in seated
        if officer is not None and union_chair_advised(officer, act.rules.policy)
    ]


def not_too_many(partners: int, policy: Policy, waivers: tuple[Waiver, ...]) -> None:
    """Refuse more enterprises than a joint branch has, unless excepted. Source: B."""
    most = policy.establishment.joint_partners_maximum
    if partners > most.value:
        refuse(TooManyPartnersError(partners, most.value), most, waivers)


def offices_limit(act: Act[Any], waivers: tuple[Waiver, ...]) -> int | None:
    """Return how many secretary's offices one person may hold; None if the superior allowed another."""
    rule = act.rules.policy.appointment.offices_maximum
    return None if allows(rule, "appointment.offices_maximum", waivers) else rule.value
