"""From preparation to the superior's decision (筹备、申请、批复). Source: domain.md §5; B6."""

from typing import Any

from domain.deadlines import Deadline, set_deadline
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment import refusals as r
from domain.establishment.application import Application, Officers
from domain.establishment.conditions import check_application, check_candidate_named
from domain.establishment.duties import (
    refuse_applicants,
    refuse_concerned,
    refuse_reviewers,
    require,
)
from domain.establishment.modes import FULL_PATH, OF_ENTERPRISES, OWN_BRANCH, Mode, ReturnReason
from domain.establishment.state import (
    ADVISER,
    APPLY,
    CANDIDATES,
    DECIDE,
    FILE,
    HOST,
    MEETING,
    RESUBMIT,
    UNIONS,
    EstablishmentState,
    Status,
)
from domain.events import Event
from domain.matter.errors import SuspendedError
from domain.model import Identifier
from domain.orders import Act, OrgId
from domain.people import Person
from domain.policy.exceptions import Waiver


def open_preparation(command: c.OpenEstablishment, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Begin to prepare; the application is due in 30 days [P]. Source: S3."""
    if state.status != Status.NONE:
        return []
    return [
        e.EstablishmentOpened(
            org=command.org,
            mode=command.mode,
            partners=command.partners,
            investigation=command.investigation,
            application=set_deadline(
                APPLY, act.acted_on, act.rules.policy.establishment.application, act.rules
            ),
        )
    ]


def apply(command: c.Apply, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Apply, with or without a preparation before."""
    if state.application == command.application:
        return []
    _require_unapplied(command.org, act, state)
    _check(command.application, command.waivers, act, state)
    return [
        e.ApplicationSubmitted(
            org=command.org,
            application=command.application,
            waivers=command.waivers,
            answer=_answer(command.application, act),
        )
    ]


def agree(command: c.HostAgrees, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Let the host branch agree; the superior's month begins. Source: S7, B6."""
    require(act, state, Status.AWAITING_HOST)
    refuse_applicants(act, state)
    return [e.HostAgreed(host=_host(state.applied), document=command.document, decision=_decision(act))]


def decline(command: c.HostDeclines, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Let the host branch decline; another host or mode may be applied for."""
    require(act, state, Status.AWAITING_HOST)
    refuse_applicants(act, state)
    return [_returned((ReturnReason.HOST_DECLINED,), command.reason, act)]


def send_back(command: c.ReturnApplication, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Return the application: the superior's clock stops, the other side has 10 working days [P]."""
    require(act, state, Status.APPLIED)
    refuse_applicants(act, state)
    refuse_concerned(act, state.applied)
    return [_returned(command.reasons, command.note, act)]


def resubmit(command: c.Resubmit, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Apply again, mended; the decision's time starts afresh."""
    require(act, state, Status.RETURNED)
    _check(command.application, command.waivers, act, state)
    deadline = state.deadline(RESUBMIT)
    return [
        e.ApplicationResubmitted(
            application=command.application,
            waivers=command.waivers,
            released=_released(state.applied, command.application),
            late=deadline is not None and act.acted_on > deadline.due_on,
            answer=_answer(command.application, act),
        )
    ]


def decide(command: c.DecideEstablishment, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Approve or reject within a month. Source: B6."""
    require(act, state, Status.APPLIED)
    refuse_applicants(act, state)
    refuse_reviewers(act, state)
    refuse_concerned(act, state.applied, command.founding_group, command.officers)
    if not command.approved:
        if command.reasons is None:
            raise r.ReasonsMissingError
        return [e.EstablishmentRejected(document=command.document, reasons=command.reasons)]
    _check_named(state.applied.mode, command.founding_group, command.officers)
    approved = e.EstablishmentApproved(
        org=state.org,
        application=state.applied,
        document=command.document,
        founding_group=command.founding_group,
        officers=command.officers,
        deadlines=_following(state.applied.mode, act),
    )
    return [approved, *_founded(command.officers, act)]


def decide_directly(command: c.DecideDirectly, act: Act[Any], state: EstablishmentState) -> list[Event]:
    """Let the superior set it up without an application; for a branch of its own only. Source: B6."""
    if state.application == command.application and state.approved_on is not None:
        return []
    application = command.application
    if application.mode not in OWN_BRANCH:
        raise r.NotDirectlyError(application.mode)
    _require_unapplied(command.org, act, state)
    _check_prepared(application, state)
    refuse_concerned(act, application, command.founding_group, command.officers)
    check_application(application, act.rules.policy, command.waivers)
    _check_named(application.mode, command.founding_group, command.officers)
    approved = e.EstablishmentApproved(
        org=command.org,
        application=application,
        document=command.document,
        direct=True,
        waivers=command.waivers,
        founding_group=command.founding_group,
        officers=command.officers,
        deadlines=_following(application.mode, act),
    )
    return [approved, *_founded(command.officers, act)]


def meeting_deadlines(act: Act[Any]) -> tuple[Deadline, ...]:
    """Return until when candidates are approved (10 working days) and the meeting is held (30 days). Source: E14, P."""
    policy = act.rules.policy.establishment
    return (
        set_deadline(CANDIDATES, act.acted_on, policy.candidates_approval, act.rules),
        set_deadline(MEETING, act.acted_on, policy.founding_meeting, act.rules),
    )


def _require_unapplied(org: OrgId, act: Act[Any], state: EstablishmentState) -> None:
    """Refuse what opens a case that is further already, rests, or lies elsewhere: admission lets openings pass."""
    require(act, state, Status.NONE, Status.PREPARING)
    if state.rest is not None:
        raise SuspendedError(act.command.kind, state.rest.since)
    if state.status == Status.PREPARING and org != state.org:
        raise r.OtherOrgError(state.org, org)


def _check(
    application: Application, waivers: tuple[Waiver, ...], act: Act[Any], state: EstablishmentState
) -> None:
    _check_prepared(application, state)
    refuse_concerned(act, application)
    check_application(application, act.rules.policy, waivers)
    check_candidate_named(application, act.rules.policy, waivers)


def _check_prepared(application: Application, state: EstablishmentState) -> None:
    for partner in state.prepared:
        if partner.enterprise not in application.enterprises:
            raise r.OtherEnterpriseError(partner.enterprise)


def _answer(application: Application, act: Act[Any]) -> Deadline:
    if application.mode is not Mode.AFFILIATED:
        return _decision(act)
    return set_deadline(HOST, act.acted_on, act.rules.policy.establishment.host_consent, act.rules)


def _decision(act: Act[Any]) -> Deadline:
    return set_deadline(DECIDE, act.acted_on, act.rules.policy.establishment.decision, act.rules)


def _returned(reasons: tuple[ReturnReason, ...], note: str, act: Act[Any]) -> Event:
    resubmission = set_deadline(RESUBMIT, act.acted_on, act.rules.policy.shared.returned, act.rules)
    return e.ApplicationReturned(reasons=reasons, note=note, resubmission=resubmission)


def _released(before: Application, now: Application) -> tuple[Identifier, ...]:
    """Return the enterprises whose claims are given back before new ones are taken; none if nothing changed."""
    same = (before.mode, set(before.enterprises)) == (now.mode, set(now.enterprises))
    return before.enterprises if before.mode in OF_ENTERPRISES and not same else ()


def _host(application: Application) -> Identifier:
    assert application.host is not None  # noqa: S101  # an affiliation was refused without one
    return application.host


def _check_named(mode: Mode, group: tuple[Person, ...], officers: Officers | None) -> None:
    """Refuse an approval that names nobody who goes on, or somebody its mode has no place for. Source: B8 [P]."""
    if mode in FULL_PATH and not group:
        raise r.FoundingGroupMissingError(mode)
    if mode is Mode.TEMPORARY and officers is None:
        raise r.OfficersMissingError
    if mode not in FULL_PATH and group:
        raise r.NothingToNameError(mode, "founding_group")
    if mode is not Mode.TEMPORARY and officers is not None:
        raise r.NothingToNameError(mode, "officers")


def _following(mode: Mode, act: Act[Any]) -> tuple[Deadline, ...]:
    """Return the deadlines that begin with an approval of that mode."""
    policy = act.rules.policy.establishment
    if mode is Mode.AFFILIATED:
        return ()
    if mode is Mode.WORK_COVERAGE:
        steps = (ADVISER, UNIONS)
        return tuple(set_deadline(one, act.acted_on, policy.adviser_in_place, act.rules) for one in steps)
    filing = set_deadline(FILE, act.acted_on, policy.filing, act.rules)
    return (*meeting_deadlines(act), filing) if mode in FULL_PATH else (filing,)


def _founded(officers: Officers | None, act: Act[Any]) -> list[Event]:
    """
    Return that a temporary branch is founded with its approval, since the superior names its officers. Source: B8.

    Who is secretary elsewhere may be named: the superior itself allows it.
    """
    if officers is None:
        return []
    return [e.BranchFounded(officers=officers, term_starts_on=act.acted_on, offices_limit=None)]
