"""Who can be nominated, and which term is served. Pure rules. Source: S10–S13, B23; domain.md §7."""

from datetime import date

from domain.appointment.commands import AssessCandidate, Nominate
from domain.appointment.kinds import Source, Standard
from domain.appointment.refusals import (
    CircleMissingError,
    MembershipTooShortError,
    NotFullMemberError,
    ReasonMissingError,
    StandardsIncompleteError,
)
from domain.appointment.state import AppointmentState
from domain.branch.facts import TermOfOffice
from domain.branch.kinds import VacancyGround
from domain.branch.terms import term_of_office
from domain.dates import before
from domain.elections.limits import refuse
from domain.policy.policy import Policy
from domain.rules import Rules


def check_nomination(command: Nominate, on: date, rules: Rules) -> None:
    """Refuse a candidate whose source is not explained, or who is not, or too shortly, a full member."""
    _check_source(command)
    full_since, name = command.facts.full_since, command.candidate.name
    if full_since is None:
        raise NotFullMemberError(name)
    minimum = rules.policy.appointment.membership_minimum
    latest = before(on, minimum, rules.calendar)
    if full_since > latest:
        refuse(MembershipTooShortError(name, full_since, latest), minimum, command.waivers)


def _check_source(command: Nominate) -> None:
    """Inside: which circle; dispatched: from where; from outside: why nobody inside suits. Source: S11–S13."""
    circle = {Source.INTERNAL: command.post, Source.DISPATCHED: command.origin}
    if circle.get(command.source, command.source) is None:
        raise CircleMissingError(command.source)
    if command.source != Source.INTERNAL and command.reason is None:
        raise ReasonMissingError(command.source)


def check_assessment(command: AssessCandidate) -> None:
    """Refuse a form on which not each of the eight standards is ticked once. Source: S10."""
    ticked = [*command.met, *command.not_met]
    wrong = [one for one in Standard if ticked.count(one) != 1]
    if wrong:
        raise StandardsIncompleteError(wrong)


def term_served(starts_on: date, appointment: AppointmentState, policy: Policy) -> TermOfOffice | None:
    """
    Return the term of who takes office: the rest of the present one in mid-term, else a whole one.

    After an expiry a whole term begins. A temporary branch has none. Source: B, B8, E.
    """
    if appointment.temporary or appointment.branch_kind is None:
        return None
    present = appointment.term
    if present is not None and _is_mid_term(starts_on, present, appointment):
        return TermOfOffice(starts_on=starts_on, ends_on=present.ends_on)
    return term_of_office(starts_on, appointment.branch_kind, policy, village=appointment.village)


def _is_mid_term(starts_on: date, present: TermOfOffice, appointment: AppointmentState) -> bool:
    return appointment.ground != VacancyGround.EXPIRY and starts_on <= present.ends_on
