"""What follows from what: the only file that knows the chain of the processes (后续事项)."""

from typing import NamedTuple

from domain.branch.service_commands import NoteAffiliation
from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise.events import EnterpriseDeregistered, EnterpriseMerged, EnterpriseMoved
from domain.enterprise.state import EnterpriseState
from domain.establishment.application import Partner
from domain.establishment.commands import OpenEstablishment
from domain.establishment.modes import Mode
from domain.events import Event
from domain.investigation.commands import CancelGround, CancelInvestigation
from domain.investigation.events import InvestigationAccepted, TransfersSettled
from domain.investigation.state import InvestigationState
from domain.matter.commands import RaiseConsequence, Suspend, SuspensionGround
from domain.matter.events import DecisionRevoked, RecordCorrected
from domain.matter.state import Matter
from domain.model import EntryRef, StreamName
from domain.orders import Command


class FollowUp(NamedTuple):
    """A command that another process is to be given."""

    to: StreamName
    command: Command


def follow_ups(event: Event, state: Matter) -> list[FollowUp]:  # noqa: C901  # one arm an event
    """Return what follows in other processes from `event`; `state` is the one after the whole act."""
    match event:
        case RecordCorrected(version=version) | DecisionRevoked(version=version):
            return _keep_or_undo(version, state)
        case InvestigationAccepted():
            return _establishment(state)
        case TransfersSettled(before=before, conclusion=conclusion):
            return _establishment(state) if before != conclusion else []
        case EnterpriseDeregistered(reason=reason):
            return _stopped(state, CancelGround.DEREGISTERED, reason)
        case EnterpriseMerged(successor=successor, reason=reason):
            return _stopped(state, CancelGround.MERGED, reason, successor)
        case EnterpriseMoved(reason=reason):
            return _rested(SuspensionGround.MOVED, reason, _open_cases(state))
        case _:
            return []


def _keep_or_undo(version: int, state: Matter) -> list[FollowUp]:
    """Everything that followed from a wrong entry is asked about where it landed. Source: domain.md §3 [P]."""
    origin = EntryRef(stream=state.stream, version=version)
    return [
        FollowUp(one.to, RaiseConsequence(origin=origin, followed=one.command_kind))
        for one in state.promises
        if one.cause == version
    ]


_ESTABLISHED = {
    Conclusion.INDEPENDENT: Mode.INDEPENDENT,
    Conclusion.WORK_COVERAGE: Mode.WORK_COVERAGE,
}


def _establishment(state: Matter) -> list[FollowUp]:
    """Open the establishment with the accepted investigation (边排查边组建); one of the pool waits. Source: S3, S6–S8."""
    assert isinstance(state, InvestigationState)  # noqa: S101  # whose events these are
    mode = None if state.conclusion is None else _ESTABLISHED.get(state.conclusion)
    if mode is None:
        return []
    entry = EntryRef(stream=state.stream, version=state.decided_at)
    partner = Partner(
        enterprise=state.enterprise, counted=state.counted, others=state.others or 0, source=entry
    )
    opened = OpenEstablishment(org=state.org, mode=mode, partners=(partner,), investigation=entry)
    return [FollowUp(f"establishment/{state.enterprise}-{state.number}", opened)]


def _stopped(
    state: Matter, ground: CancelGround, reason: str, successor: str | None = None
) -> list[FollowUp]:
    """End the investigation of an enterprise that is no more; all else rests until decided. Source: domain.md §4 [P]."""
    cases = _open_cases(state)
    cancelled = CancelInvestigation(ground=ground, successor=successor, reason=reason)
    ended = [FollowUp(one, cancelled) for one in cases if one.startswith("investigation/")]
    others = tuple(one for one in cases if not one.startswith("investigation/"))
    return [*ended, *_rested(SuspensionGround(ground.value), reason, others), *_left_host(state)]


def _open_cases(state: Matter) -> tuple[StreamName, ...]:
    """Return what is open for an enterprise: cases with a number, the pending application, its own or joint branch."""
    assert isinstance(state, EnterpriseState)  # noqa: S101  # whose events these are
    pending, granted = state.covering.pending, state.covering.granted
    cases = [one.by for one in state.serials.open]
    cases += [pending.by] if pending else []
    if granted is not None and granted.branch is not None and granted.level.above(CoverageLevel.AFFILIATED):
        cases.append(f"branch/{granted.branch}")
    return tuple(dict.fromkeys(cases))


def _left_host(state: Matter) -> list[FollowUp]:
    """Tell the host branch that an affiliated enterprise is no more; the host itself goes on."""
    assert isinstance(state, EnterpriseState)  # noqa: S101  # whose events these are
    held = state.covering.granted
    if held is None or held.branch is None or held.level != CoverageLevel.AFFILIATED:
        return []
    left = NoteAffiliation(enterprise=state.enterprise, affiliated=False, establishment=held.by)
    return [FollowUp(f"branch/{held.branch}", left)]


def _rested(ground: SuspensionGround, reason: str, cases: tuple[StreamName, ...]) -> list[FollowUp]:
    return [FollowUp(one, Suspend(ground=ground, reason=reason)) for one in cases]
