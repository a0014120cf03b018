"""How a branch begins: from an establishment, or taken over from before the system. Source: domain.md §§3, 5, 6."""

from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import HeldAdviser, Officer, TermOfOffice
from domain.branch.guard import (
    advice,
    appraisal,
    call,
    offices_limit,
    reelection,
    reelection_of_taken_over,
    require,
)
from domain.branch.kinds import BranchMode, Office, UnknownFact, VacancyGround
from domain.branch.onboarding import LegacyFacts
from domain.branch.refusals import KnownFactError, UnknownEnterpriseError, UnlistedFactError
from domain.branch.state import BODY_END, COMPLETE, CONFIRM, BranchState, BranchStatus
from domain.branch.terms import term_of_office
from domain.dates import last_day
from domain.deadlines import Deadline, fixed_deadline, set_deadline
from domain.events import Event
from domain.four_eyes import refuse_same_person, refuse_self
from domain.orders import Act


def begin(command: c.BeginBranch, branch: BranchState) -> list[Event]:
    """Begin a branch that was approved; claims on its enterprises are the establishment's matter."""
    if branch.status != BranchStatus.NONE:
        return []
    fields = {name: getattr(command, name) for name in type(command).model_fields if name != "kind"}
    return [e.BranchEstablished.model_validate(fields)]


def activate(command: c.ActivateBranch, act: Act[Any], branch: BranchState) -> list[Event]:
    """Make a founded branch alive; its term is counted by the policy in force on its first day."""
    if branch.status == BranchStatus.ACTIVE:
        return []
    require(act, branch, BranchStatus.FOUNDED)
    term = _term(command, act, branch)
    activated = e.BranchActivated(
        founded_on=command.term_starts_on,
        secretary=command.secretary,
        deputy=command.deputy,
        further_deputies=command.further_deputies,
        committee=command.committee,
        term=term,
        reelection=reelection(term, act) if term else None,
        appraisal=appraisal(command.term_starts_on, act) if command.secretary else None,
        body_end=_body_end(act, branch),
        establishment=command.establishment,
    )
    vacant = call(branch, Office.SECRETARY, VacancyGround.FOUNDING, None) if not command.secretary else []
    deputies = [(Office.DEPUTY, one) for one in (command.deputy, *command.further_deputies)]
    advised = advice(act, (Office.SECRETARY, command.secretary), *deputies)
    return [activated, *vacant, *advised]


def abandon(command: c.AbandonBranch, act: Act[Any], branch: BranchState) -> list[Event]:
    """End a branch that never came alive, because its approval was taken back. Source: domain.md §5 [P]."""
    require(act, branch, BranchStatus.FOUNDED)
    return [e.BranchUndone(reason=command.reason)]


def _term(command: c.ActivateBranch, act: Act[Any], branch: BranchState) -> TermOfOffice | None:
    """Return the first term; a temporary branch has none, it ends with its body. Source: B8."""
    if branch.mode == BranchMode.TEMPORARY or branch.branch_kind is None:
        return None
    policy = act.rules.policy_on(command.term_starts_on)
    return term_of_office(command.term_starts_on, branch.branch_kind, policy, village=branch.village)


def _body_end(act: Act[Any], branch: BranchState) -> Deadline | None:
    if branch.ends_on is None:
        return None
    ahead = act.rules.policy.shared.remind_before
    return fixed_deadline(BODY_END, act.acted_on, branch.ends_on, act.rules, ahead)


def register(command: c.RegisterExistingBranch, act: Act[Any], branch: BranchState) -> list[Event]:
    """Register a branch from before the system; every fact is told or listed as unknown. Source: domain.md §3 [P]."""
    if branch.status != BranchStatus.NONE:
        return []
    _refuse_secretary(act, command.facts.secretary)
    missing = _missing(command.facts)
    for fact in sorted((told(command.facts) - missing).intersection(command.unknown)):
        raise KnownFactError(fact)
    for fact in sorted(missing.difference(command.unknown)):
        raise UnlistedFactError(fact)
    term = act.rules.policy.branch.registration_confirmation
    fields = {name: getattr(command, name) for name in type(command).model_fields}
    del fields["kind"]
    fields["advisers"] = tuple(_serving(one, command, act) for one in command.advisers)
    fields["offices_limit"] = offices_limit(act, command.waivers)
    fields["confirmation"] = set_deadline(CONFIRM, act.acted_on, term, act.rules)
    return [e.ExistingBranchRegistered.model_validate(fields)]


def _serving(adviser: HeldAdviser, command: c.RegisterExistingBranch, act: Act[Any]) -> HeldAdviser:
    """Return who serves an enterprise of the branch, until a day: one term from now, if none is known. Source: L."""
    enterprises = [one.enterprise for one in command.facts.partners]
    if adviser.enterprise not in enterprises:
        raise UnknownEnterpriseError(adviser.enterprise, ", ".join(enterprises))
    until = adviser.until or last_day(act.acted_on, act.rules.policy.establishment.adviser_term)
    return adviser.model_copy(update={"until": until})


def confirm(act: Act[Any], branch: BranchState) -> list[Event]:
    """Confirm it by a second person; nothing is overdue for what lay before."""
    if branch.status == BranchStatus.ACTIVE:
        return []
    require(act, branch, BranchStatus.REGISTERED)
    refuse_same_person(act, branch.recorders, e.ExistingBranchRegistered.kind_name())
    _refuse_secretary(act, branch.secretary)
    completion = act.rules.policy.shared.unknown_facts
    confirmed = e.RegistrationConfirmed(
        reelection=reelection_of_taken_over(branch.term, act),
        appraisal=appraisal(act.acted_on, act) if branch.secretary else None,
        completion=set_deadline(COMPLETE, act.acted_on, completion, act.rules) if branch.unknown else None,
    )
    known_vacant = branch.secretary is None and UnknownFact.SECRETARY not in branch.unknown
    vacancy = call(branch, Office.SECRETARY, VacancyGround.LEGACY, None) if known_vacant else []
    return [confirmed, *vacancy]


def reject(command: c.RejectRegistration, act: Act[Any], branch: BranchState) -> list[Event]:
    """Refuse to confirm it; its claims end."""
    require(act, branch, BranchStatus.REGISTERED)
    refuse_same_person(act, branch.recorders, e.ExistingBranchRegistered.kind_name())
    return [e.RegistrationRejected(reason=command.reason)]


def complete(command: c.CompleteFacts, act: Act[Any], branch: BranchState) -> list[Event]:
    """Take over what is known now; what was known already is corrected, not completed."""
    require(act, branch, BranchStatus.ACTIVE)
    facts, known = command.facts, set(command.known)
    _refuse_secretary(act, facts.secretary)
    for fact in sorted((known | told(facts)) - (known & set(branch.unknown))):
        raise KnownFactError(fact)
    _check_told(facts, known, branch)
    vacant = UnknownFact.SECRETARY in known and facts.secretary is None
    completed = e.FactsCompleted(
        facts=facts,
        known=command.known,
        left=tuple(one for one in branch.unknown if one not in known),
        offices_limit=offices_limit(act, command.waivers),
        reelection=reelection_of_taken_over(facts.term, act),
        appraisal=appraisal(act.acted_on, act) if facts.secretary else None,
    )
    vacancy = call(branch, Office.SECRETARY, VacancyGround.LEGACY, None) if vacant else []
    return [completed, *vacancy]


def told(facts: LegacyFacts) -> set[UnknownFact]:
    """Return which facts are told, at least in part."""
    return {fact for fact in UnknownFact if _values(facts, fact) != [None] * len(_values(facts, fact))}


def _missing(facts: LegacyFacts) -> set[UnknownFact]:
    """Return which facts are not told whole. No secretary is told by none; a temporary branch has no term."""
    missing = {fact for fact in UnknownFact if None in _values(facts, fact)} - {UnknownFact.SECRETARY}
    return missing - {UnknownFact.TERM} if facts.mode == BranchMode.TEMPORARY else missing


def _values(facts: LegacyFacts, fact: UnknownFact) -> list[object]:
    match fact:
        case UnknownFact.MEMBERS:
            return [one.counted for one in facts.partners]
        case UnknownFact.EMPLOYEES:
            return [one.employees for one in facts.partners]
        case _:
            return [getattr(facts, fact)]


def _check_told(facts: LegacyFacts, known: set[UnknownFact], branch: BranchState) -> None:
    for partner in facts.partners:
        if branch.partner(partner.enterprise) is None:
            raise UnknownEnterpriseError(partner.enterprise, ", ".join(branch.enterprises))
    now = facts.model_copy(update={"mode": facts.mode or branch.mode})
    for fact in sorted(known & (_missing(now) | _untold_counts(facts, branch))):
        raise UnlistedFactError(fact)


def _untold_counts(facts: LegacyFacts, branch: BranchState) -> set[UnknownFact]:
    """Return which counts some enterprise still lacks."""
    of = {one.enterprise: one for one in facts.partners}
    joined = [(one, of.get(one.enterprise, one)) for one in branch.partners]
    lacking: set[UnknownFact] = set()
    if any(before.counted is None and now.counted is None for before, now in joined):
        lacking.add(UnknownFact.MEMBERS)
    if any(before.employees is None and now.employees is None for before, now in joined):
        lacking.add(UnknownFact.EMPLOYEES)
    return lacking


def _refuse_secretary(act: Act[Any], secretary: Officer | None) -> None:
    refuse_self(act, [secretary.person.id] if secretary else [])
