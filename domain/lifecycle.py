"""What follows from what: the only file that knows the chain of the processes (后续事项)."""

from typing import NamedTuple

from domain.appointment.commands import CancelAppointment
from domain.appointment.events import ActingNamed, OfficeTaken
from domain.appointment.state import AppointmentState
from domain.branch.events import (
    AppointmentCalled,
    AppointmentDropped,
    BranchAdjusted,
    BranchDissolved,
    BranchUndone,
    EvaluationNoted,
    MembershipReported,
    PartnerLeft,
)
from domain.branch.service_commands import AbandonBranch, BeginBranch, NoteAffiliation, NotePartnerLeft
from domain.branch.state import BranchState, BranchStatus
from domain.branch.told import called, contract_filed, in_office, merged
from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise.claims import ClaimGranted
from domain.enterprise.events import EnterpriseDeregistered, EnterpriseMerged, EnterpriseMoved
from domain.enterprise.state import EnterpriseState
from domain.establishment.application import Partner
from domain.establishment.branch import activated, affiliated, begun
from domain.establishment.commands import EndCoverage, OpenEstablishment, ReportMembers
from domain.establishment.events import (
    BranchFounded,
    CoverageEnded,
    EstablishmentApproved,
    EstablishmentRevoked,
    FoundedWithoutSecretary,
    ModeChanged,
)
from domain.establishment.modes import OWN_BRANCH, Mode
from domain.establishment.state import EstablishmentState
from domain.evaluation.state import EvaluationState
from domain.evaluation.telling import branch_ended
from domain.evaluation.telling import told as told_by_evaluation
from domain.evaluation_round.state import RoundState
from domain.evaluation_round.telling import told as told_by_round
from domain.events import Event
from domain.filing.events import ConsentedBySilence, ConsentRevoked, FilingAcknowledged
from domain.filing.state import FilingState
from domain.investigation.commands import CancelGround, CancelInvestigation
from domain.investigation.events import (
    InvestigationAccepted,
    MemberTransferred,
    SectionCorrected,
    SectionReported,
    TransferDropped,
    TransfersSettled,
)
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
        case EnterpriseMoved():
            return _moved(event, state)
        case ClaimGranted():
            return _lower_ended(event, state)
        case EstablishmentApproved():
            return _approved(event, state)
        case BranchFounded() | FoundedWithoutSecretary():
            return [FollowUp(_branch(state), activated(event, state.stream))]
        case ModeChanged():
            return [*_not_founded(event.reason, state), _in_new_mode(event, state)]
        case MembershipReported() | PartnerLeft():
            return _members_counted(state)
        case BranchDissolved() | BranchUndone():
            return [*_hosted_no_longer(state), *_of_stars(event, state)]
        case AppointmentCalled() | AppointmentDropped() | BranchAdjusted():
            return _of_branch(event, state)
        case OfficeTaken() | ActingNamed():
            return _in_office(event, state)
        case FilingAcknowledged() | ConsentedBySilence() | ConsentRevoked():
            return _contract_filed(event, state)
        case EstablishmentRevoked(reason=reason):
            return [*_not_founded(reason, state), *_left_by(state)]
        case CoverageEnded():
            return _left_by(state)
        case _:
            return _of_stars(event, state)


def _of_stars(event: Event, state: Matter) -> list[FollowUp]:
    """Let a round and its evaluations tell each other, and stars reach the branch. Source: domain.md §9."""
    if isinstance(state, RoundState):
        return [FollowUp(*one) for one in told_by_round(event, state)]
    if isinstance(state, EvaluationState):
        return [FollowUp(*one) for one in told_by_evaluation(event, state)]
    if isinstance(state, BranchState) and isinstance(event, BranchDissolved | EvaluationNoted):
        return [FollowUp(*one) for one in branch_ended(event, state)]
    return []


_ACCEPTED, _SETTLED = InvestigationAccepted.kind_name(), TransfersSettled.kind_name()
_RESTS_ON = {
    SectionReported.kind_name(): {_ACCEPTED, _SETTLED},
    SectionCorrected.kind_name(): {_ACCEPTED, _SETTLED},
    _ACCEPTED: {_SETTLED},
    MemberTransferred.kind_name(): {_SETTLED},
    TransferDropped.kind_name(): {_SETTLED},
}
"""What was concluded from what: of a wrong entry, the later ones that rest on it."""


def _keep_or_undo(version: int, state: Matter) -> list[FollowUp]:
    """
    Everything that followed from a wrong entry is asked about where it landed.

    So is what followed from a later entry that rests on it. Source: domain.md §3 [P].
    """
    origin = EntryRef(stream=state.stream, version=version)
    resting = _RESTS_ON.get(state.kind_of(version) or "", set())
    wrong = {version} | {one.version for one in state.acts if one.version > version and one.kind in resting}
    return [
        FollowUp(one.to, RaiseConsequence(origin=origin, followed=one.command_kind))
        for one in state.promises
        if one.cause in wrong
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
    ended = [FollowUp(one, cancelled) for one in (*_investigations(cases), *_transferring(state))]
    others = [one for one in cases if one not in _investigations(cases)]
    rests = Suspend(ground=SuspensionGround(ground.value), reason=reason, successor=successor)
    return [*ended, *(FollowUp(one, rests) for one in others), *_left_host(state)]


def _investigations(cases: tuple[StreamName, ...]) -> list[StreamName]:
    return [one for one in cases if one.startswith("investigation/")]


def _transferring(state: Matter) -> list[StreamName]:
    """Return the accepted investigation that still waits for members to be transferred into the enterprise."""
    assert isinstance(state, EnterpriseState)  # noqa: S101  # whose events these are
    return [state.noted.by] if state.noted is not None and state.noted.transfers else []


def _moved(event: EnterpriseMoved, state: Matter) -> list[FollowUp]:
    """
    Let every open case rest; the new place takes over those that are about this enterprise alone.

    A branch, and an application with partners, stay where they lie until the superior says otherwise: a branch has an
    organisation of its own. Source: domain.md §4 [P].
    """
    assert isinstance(state, EnterpriseState)  # noqa: S101  # whose events these are
    pending = state.covering.pending
    shared = pending.by if pending is not None and pending.level == CoverageLevel.JOINT else None
    stays = Suspend(ground=SuspensionGround.MOVED, reason=event.reason)
    goes = stays.model_copy(update={"to_org": event.to_org})
    return [
        FollowUp(one, stays if one == shared or one.startswith("branch/") else goes)
        for one in _open_cases(state)
    ]


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


def _lower_ended(event: ClaimGranted, state: Matter) -> list[FollowUp]:
    """End affiliation or work coverage that a higher claim took the place of; a joint branch loses the enterprise."""
    assert isinstance(state, EnterpriseState)  # noqa: S101  # whose events these are
    held = event.ended
    if held is None or held.by == event.by:
        return []
    if not held.level.above(CoverageLevel.AFFILIATED):
        return [FollowUp(held.by, EndCoverage(by=event.by))]
    if held.branch is None or held.branch == event.branch:
        return []
    left = NotePartnerLeft(enterprise=state.enterprise, by=event.by)
    return [FollowUp(f"branch/{held.branch}", left)]


def _approved(event: EstablishmentApproved, state: Matter) -> list[FollowUp]:
    """Begin the branch at its approval. Source: domain.md §5."""
    if event.application.mode in OWN_BRANCH:
        return [FollowUp(_branch(state), begun(event, state.stream))]
    return []


def _hosted_no_longer(state: Matter) -> list[FollowUp]:
    """End the affiliations to a branch that is no more: their enterprises are to be covered anew. Source: S7."""
    assert isinstance(state, BranchState)  # noqa: S101  # whose events these are
    return [FollowUp(one.establishment, EndCoverage(by=state.stream)) for one in state.affiliated]


def _left_by(state: Matter) -> list[FollowUp]:
    """Tell the host branch that the enterprise is affiliated no longer."""
    assert isinstance(state, EstablishmentState)  # noqa: S101  # whose events these are
    told = affiliated(state, now=False)
    return [FollowUp(f"branch/{told[0]}", told[1])] if told else []


def _not_founded(reason: str, state: Matter) -> list[FollowUp]:
    """End a branch that had begun with an approval that was taken back: it waits for nothing else. Source: domain.md §5."""
    if all(one.command_kind != BeginBranch.kind_name() for one in state.promises):
        return []
    return [FollowUp(_branch(state), AbandonBranch(reason=reason))]


def _members_counted(state: Matter) -> list[FollowUp]:
    """Tell the establishment how many members there are before the founding; later they are the branch's matter."""
    assert isinstance(state, BranchState)  # noqa: S101  # whose events these are
    if state.status != BranchStatus.FOUNDED or state.counted is None:
        return []
    return [FollowUp(f"establishment/{state.id}", ReportMembers(counted=state.counted))]


def _in_new_mode(event: ModeChanged, state: Matter) -> FollowUp:
    """Go on in the new mode: another establishment, with the same enterprises. Source: domain.md §5."""
    assert isinstance(state, EstablishmentState)  # noqa: S101  # whose events these are
    opened = OpenEstablishment(org=state.org, mode=event.mode, partners=state.applied.partners)
    return FollowUp(f"establishment/{event.successor}", opened)


def _branch(state: Matter) -> StreamName:
    """Return the branch of an establishment: it has the same id."""
    return f"branch/{state.stream.split('/')[1]}"


def _of_branch(
    event: AppointmentCalled | AppointmentDropped | BranchAdjusted, state: Matter
) -> list[FollowUp]:
    """Open or end the appointment of an office, or hand a merged branch over. Source: domain.md §§6, 7."""
    assert isinstance(state, BranchState)  # noqa: S101  # whose events these are
    if isinstance(event, AppointmentCalled):
        return [FollowUp(event.appointment, called(event, state))]
    if isinstance(event, AppointmentDropped):
        return [FollowUp(event.appointment, CancelAppointment(reason=event.reason))]
    told = merged(event, state)
    handed = [FollowUp(f"branch/{told[0]}", told[1]), *_hosted_no_longer(state)] if told else []
    return [*handed, *(FollowUp(*one) for one in branch_ended(event, state))]


def _in_office(event: OfficeTaken | ActingNamed, state: Matter) -> list[FollowUp]:
    """Tell the branch who is in office now. Source: domain.md §7."""
    assert isinstance(state, AppointmentState)  # noqa: S101  # whose events these are
    return [FollowUp(f"branch/{state.branch}", in_office(event, state))]


def _contract_filed(
    event: FilingAcknowledged | ConsentedBySilence | ConsentRevoked, state: Matter
) -> list[FollowUp]:
    """Tell the branch what was filed about a contract. Source: domain.md §8."""
    assert isinstance(state, FilingState)  # noqa: S101  # whose events these are
    told = contract_filed(state, reversed_by_appeal=isinstance(event, ConsentRevoked))
    return [FollowUp(f"branch/{told[0]}", told[1])] if told else []
