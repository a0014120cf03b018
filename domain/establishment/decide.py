"""What may be done with an establishment, and what it causes: one arm a command. Source: domain.md §5."""

from typing import assert_never

from domain.establishment import applying, blocked, coverage, filing, meeting, result
from domain.establishment import commands as c
from domain.establishment import events as e
from domain.establishment.duties import require
from domain.establishment.state import EstablishmentState, Status
from domain.events import Event
from domain.orders import Act

ApplyingCommand = (
    c.OpenEstablishment
    | c.Apply
    | c.CancelPreparation
    | c.HostAgrees
    | c.HostDeclines
    | c.ReturnApplication
    | c.Resubmit
    | c.WithdrawApplication
    | c.DecideEstablishment
    | c.DecideDirectly
)
MeetingCommand = (
    c.ApproveCandidates
    | c.Convene
    | c.RecordFoundingMeeting
    | c.RecordCommitteeMeeting
    | c.ReportResult
    | c.AcceptResult
    | c.ApproveSecretary
    | c.RefuseSecretary
    | c.DeclineResult
)
OtherCommand = (
    c.ReportMembers
    | c.DecideShortfall
    | c.DecideRepetition
    | c.RevokeEstablishment
    | c.PlaceAdviser
    | c.RecordUnions
    | c.EndCoverage
    | c.FileEstablishment
    | c.RequestFilingCorrection
    | c.AcknowledgeEstablishment
)
OwnCommand = ApplyingCommand | MeetingCommand | OtherCommand


def decide(act: Act[OwnCommand], state: EstablishmentState) -> list[Event]:
    """Return what the command causes. An empty list means: already so."""
    command = act.command
    if isinstance(command, ApplyingCommand):
        return _applying(command, act, state)
    if isinstance(command, MeetingCommand):
        return _meeting(command, act, state)
    return _other(command, act, state)


def _applying(  # noqa: C901  # one arm a command
    command: ApplyingCommand, act: Act[OwnCommand], state: EstablishmentState
) -> list[Event]:
    match command:
        case c.OpenEstablishment():
            return applying.open_preparation(command, act, state)
        case c.Apply():
            return applying.apply(command, act, state)
        case c.CancelPreparation():
            return blocked.cancel(command, act, state)
        case c.HostAgrees():
            return applying.agree(command, act, state)
        case c.HostDeclines():
            return applying.decline(command, act, state)
        case c.ReturnApplication():
            return applying.send_back(command, act, state)
        case c.Resubmit():
            return applying.resubmit(command, act, state)
        case c.WithdrawApplication(reason=reason):
            require(act, state, Status.AWAITING_HOST, Status.APPLIED, Status.RETURNED)
            return [e.ApplicationWithdrawn(reason=reason)]
        case c.DecideEstablishment():
            return applying.decide(command, act, state)
        case c.DecideDirectly():
            return applying.decide_directly(command, act, state)
        case unknown:
            assert_never(unknown)


def _meeting(  # noqa: C901  # one arm a command
    command: MeetingCommand, act: Act[OwnCommand], state: EstablishmentState
) -> list[Event]:
    match command:
        case c.ApproveCandidates():
            return meeting.approve_candidates(command, act, state)
        case c.Convene():
            return meeting.convene(command, act, state)
        case c.RecordFoundingMeeting():
            return meeting.record_meeting(command, act, state)
        case c.RecordCommitteeMeeting():
            return meeting.record_committee(command, act, state)
        case c.ReportResult():
            return result.report(command, act, state)
        case c.AcceptResult():
            return result.accept(command, act, state)
        case c.ApproveSecretary():
            return result.approve_secretary(command, act, state)
        case c.RefuseSecretary():
            return result.refuse_secretary(command, act, state)
        case c.DeclineResult():
            return result.decline(command, act, state)
        case unknown:
            assert_never(unknown)


def _other(  # noqa: C901  # one arm a command
    command: OtherCommand, act: Act[OwnCommand], state: EstablishmentState
) -> list[Event]:
    match command:
        case c.ReportMembers():
            return blocked.report_members(command, act, state)
        case c.DecideShortfall():
            return blocked.decide_shortfall(command, act, state)
        case c.DecideRepetition():
            return blocked.decide_repetition(command, act, state)
        case c.RevokeEstablishment():
            return blocked.revoke(command, act, state)
        case c.PlaceAdviser():
            return coverage.place_adviser(command, act, state)
        case c.RecordUnions():
            return coverage.record_unions(command, act, state)
        case c.EndCoverage():
            return blocked.end_coverage(command, state)
        case c.FileEstablishment():
            return filing.file(command, act, state)
        case c.RequestFilingCorrection():
            return filing.request_correction(command, act, state)
        case c.AcknowledgeEstablishment():
            return filing.acknowledge(act, state)
        case unknown:
            assert_never(unknown)
