"""What others are told of a branch, and a branch of others; when it is told stands in `domain/lifecycle.py`."""

from domain.appointment.commands import OpenAppointment
from domain.appointment.events import ActingNamed, OfficeTaken
from domain.appointment.state import AppointmentState
from domain.branch.adjusting import Merge
from domain.branch.events import AppointmentCalled, BranchAdjusted
from domain.branch.kinds import BranchMode
from domain.branch.service_commands import NoteContract, NoteOfficer, ReceiveBranch
from domain.branch.state import BranchState
from domain.filing.kinds import FilingKind
from domain.filing.state import FilingState


def called(event: AppointmentCalled, branch: BranchState) -> OpenAppointment:
    """Return the appointment that is to fill an office, with what it must know of the branch."""
    return OpenAppointment(
        org=branch.org,
        superior=branch.superior or branch.org,
        office=event.office,
        ground=event.ground,
        holder=event.holder,
        branch_kind=branch.branch_kind,
        village=branch.village,
        temporary=branch.mode == BranchMode.TEMPORARY,
        term=branch.term,
    )


def merged(event: BranchAdjusted, branch: BranchState) -> tuple[str, ReceiveBranch] | None:
    """Return the branch that goes on after a merger, and what it receives; None for another adjustment."""
    if not isinstance(event.change, Merge):
        return None
    received = ReceiveBranch(branch=branch.id, partners=branch.partners, document=event.document)
    return event.change.into, received


def in_office(event: OfficeTaken | ActingNamed, appointment: AppointmentState) -> NoteOfficer:
    """Return who is in office now, or acts."""
    return NoteOfficer(
        office=event.office,
        officer=event.officer,
        acting=isinstance(event, ActingNamed),
        term=event.term if isinstance(event, OfficeTaken) else None,
        appointment=appointment.stream,
    )


def contract_filed(
    filing: FilingState, *, reversed_by_appeal: bool = False
) -> tuple[str, NoteContract] | None:
    """Return the branch of a filing, and what was filed; None while the filing names none."""
    change, person, kind = filing.change, filing.person, filing.filing
    if filing.branch is None or change is None or person is None or kind is None or filing.post is None:
        return None
    noted = NoteContract(
        filing=filing.stream,
        filing_kind=FilingKind.REVERSE if reversed_by_appeal else kind,
        contract=filing.contract,
        person=person,
        post=filing.post,
        effective_on=change.effective_on,
    )
    return filing.branch, noted
