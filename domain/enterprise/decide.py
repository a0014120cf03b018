"""What may be done with an enterprise, and what it causes. Source: domain.md §§3, 4 [P]."""

from typing import assert_never

from domain.deadlines import Deadline, set_deadline
from domain.enterprise import commands as c
from domain.enterprise import events as e
from domain.enterprise.claims import ClaimPending, GrantClaim, ReleaseClaim, decide_claim
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.enterprise.refusals import (
    MissingDetailError,
    NothingProposedError,
    NotOperatingError,
    NoTransferError,
    NotRegisteredError,
    OtherCodeError,
    OtherOrgError,
    OwnSuccessorError,
)
from domain.enterprise.state import (
    ACCEPT,
    PLACE,
    EnterpriseState,
    EnterpriseStatus,
    Noted,
    Proposal,
    conclude_step,
)
from domain.events import Event
from domain.four_eyes import refuse_same_person
from domain.matter.errors import ActedInFutureError, NoSuchTaskError
from domain.orders import Act
from domain.register.row import RegisterRow
from domain.serials.serials import ClaimSerial, ReleaseSerial, decide_serial

OwnCommand = (
    c.RegisterEnterprise
    | c.ReportLifeEvent
    | c.ConcludeLifeEvent
    | c.AcceptTransfer
    | c.DeclineTransfer
    | c.PlaceMembers
    | c.NoteInvestigation
    | c.WithdrawNote
    | ClaimPending
    | GrantClaim
    | ReleaseClaim
    | ClaimSerial
    | ReleaseSerial
)


def decide(act: Act[OwnCommand], state: EnterpriseState) -> list[Event]:  # noqa: C901  # one arm a command
    """Return what the command causes. An empty list means: already so."""
    match act.command:
        case c.RegisterEnterprise() as command:
            return _register(command, state)
        case c.ReportLifeEvent(life=life):
            return _report(life, act, state)
        case c.ConcludeLifeEvent() as command:
            return _conclude(command, act, state)
        case c.AcceptTransfer():
            return _accept(act, state)
        case c.DeclineTransfer(reason=reason):
            _require_offer(act, state)
            return [e.TransferDeclined(reason=reason)]
        case c.PlaceMembers(where=where):
            if state.deadline(PLACE) is None:
                raise NoSuchTaskError(PLACE, [one.action for one in state.deadlines])
            return [e.MembersPlaced(where=where)]
        case c.NoteInvestigation() as command:
            return _note(command, state)
        case c.WithdrawNote(by=by, version=version):
            concluded = any(one.follows(by, version) for one in state.notes)
            return [e.NoteWithdrawn(by=by, version=version)] if concluded else []
        case ReleaseClaim() as command:
            return decide_claim(command, state.covering)
        case ClaimPending() | GrantClaim() as command:
            _require_operating(state)
            return decide_claim(command, state.covering)
        case ClaimSerial() as command:
            _require_operating(state)
            return decide_serial(command, state.serials)
        case ReleaseSerial() as command:
            return decide_serial(command, state.serials)
        case unknown:
            assert_never(unknown)


def _require_operating(state: EnterpriseState) -> None:
    if state.status == EnterpriseStatus.NONE:
        raise NotRegisteredError(state.enterprise)
    if state.status != EnterpriseStatus.OPERATING:
        raise NotOperatingError(state.enterprise, state.status)


def _register(command: c.RegisterEnterprise, state: EnterpriseState) -> list[Event]:
    row = command.row
    if state.row is None:
        return [e.EnterpriseRegistered(org=command.org, row=row, source=command.source)]
    if all(one.code != row.uscc for one in state.aliases):
        raise OtherCodeError(state.enterprise, row.uscc, state.code)
    if command.org != state.org:
        raise OtherOrgError(state.enterprise, state.org, command.org)
    changed = _changed(state.row, row)
    return [e.EnterpriseUpdated(row=row, changed=changed, source=command.source)] if changed else []


def _changed(before: RegisterRow, now: RegisterRow) -> tuple[str, ...]:
    return tuple(name for name in RegisterRow.model_fields if getattr(before, name) != getattr(now, name))


def _report(life: LifeEvent, act: Act[OwnCommand], state: EnterpriseState) -> list[Event]:
    if state.status == EnterpriseStatus.NONE:
        raise NotRegisteredError(state.enterprise)
    _check(life, act, state)
    proposed = state.proposal(life.what)
    if _is_so(life, state) or (proposed is not None and proposed.life == life):
        return []
    _require_operating(state)
    term = act.rules.policy.shared.life_event_decision
    conclusion = set_deadline(conclude_step(life.what), act.acted_on, term, act.rules)
    return [e.LifeEventReported(life=life, conclusion=conclusion)]


def _check(life: LifeEvent, act: Act[OwnCommand], state: EnterpriseState) -> None:
    if life.missing is not None:
        raise MissingDetailError(life.what, life.missing)
    if life.successor == state.enterprise:
        raise OwnSuccessorError(state.enterprise)
    if life.happened_on > act.today:
        raise ActedInFutureError(life.happened_on, act.today)


def _is_so(life: LifeEvent, state: EnterpriseState) -> bool:
    match life.what:
        case LifeEventKind.DEREGISTERED:
            return state.status == EnterpriseStatus.DEREGISTERED
        case LifeEventKind.MERGED:
            return state.status == EnterpriseStatus.MERGED and state.successor == life.successor
        case LifeEventKind.MOVED:
            return life.to_org in {state.org, state.offered}
        case LifeEventKind.CODE_CHANGED:
            return life.code == state.code
        case unknown:
            assert_never(unknown)


def _conclude(command: c.ConcludeLifeEvent, act: Act[OwnCommand], state: EnterpriseState) -> list[Event]:
    """Conclude what was proposed; who proposed it may not. Source: domain.md §§2, 4 [P]."""
    proposal = state.proposal(command.what)
    if proposal is None:
        raise NothingProposedError(command.what, [one.life.what for one in state.proposals])
    refuse_same_person(act, proposal.by, e.LifeEventReported.kind_name())
    if not command.confirmed:
        return [e.LifeEventDismissed(what=command.what, reason=command.reason)]
    return [_confirmed(command, proposal, act, state)]


def _confirmed(
    command: c.ConcludeLifeEvent, proposal: Proposal, act: Act[OwnCommand], state: EnterpriseState
) -> Event:
    life, reason, document = proposal.life, command.reason, command.document
    match life:
        case LifeEvent(what=LifeEventKind.MERGED, successor=str(successor)):
            return e.EnterpriseMerged(
                successor=successor,
                happened_on=life.happened_on,
                reason=reason,
                document=document,
                transfer=_placing(act, state),
            )
        case LifeEvent(what=LifeEventKind.MOVED, to_org=str(to_org)):
            term = act.rules.policy.shared.life_event_decision
            acceptance = set_deadline(ACCEPT, act.acted_on, term, act.rules)
            return e.TransferOffered(
                to_org=to_org,
                moved_on=life.happened_on,
                reason=reason,
                document=document,
                acceptance=acceptance,
            )
        case LifeEvent(what=LifeEventKind.CODE_CHANGED, code=str(code)):
            return e.CodeChanged(
                old=state.code,
                new=code,
                typing_error=life.typing_error,
                since=life.happened_on,
                reason=reason,
                document=document,
            )
        case _:
            return e.EnterpriseDeregistered(
                happened_on=life.happened_on,
                reason=reason,
                document=document,
                transfer=_placing(act, state),
            )


def _placing(act: Act[OwnCommand], state: EnterpriseState) -> Deadline | None:
    """Return by when its members are transferred elsewhere; a branch does that for its own. Source: domain.md §4 [P]."""
    if not state.left_alone:
        return None
    return set_deadline(PLACE, act.acted_on, act.rules.policy.branch.members_transfer, act.rules)


def _require_offer(act: Act[OwnCommand], state: EnterpriseState) -> str:
    """Return who is asked to take it over; who proposed or concluded the move may not answer. Source: domain.md §2 [P]."""
    if state.offered is None:
        raise NoTransferError(state.enterprise)
    refuse_same_person(act, state.offered_by, e.TransferOffered.kind_name())
    return state.offered


def _accept(act: Act[OwnCommand], state: EnterpriseState) -> list[Event]:
    to_org = _require_offer(act, state)
    return [e.EnterpriseMoved(from_org=state.org, to_org=to_org, reason=state.offer_reason)]


def _note(command: c.NoteInvestigation, state: EnterpriseState) -> list[Event]:
    if state.status == EnterpriseStatus.NONE:
        raise NotRegisteredError(state.enterprise)
    told = Noted.model_validate(command.model_dump(exclude={"kind"}))
    return [] if state.noted == told else [e.InvestigationNoted.model_validate(told.model_dump())]
