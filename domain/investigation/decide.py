"""What may be done with an investigation, and what it causes. Source: S1–S8; domain.md §4."""

from typing import assert_never

from domain.coverage import Conclusion
from domain.deadlines import set_deadline
from domain.events import Event
from domain.four_eyes import refuse_same_person, refuse_self
from domain.investigation import commands as c
from domain.investigation import events as e
from domain.investigation.conclusion import conclude, concluded_by_register, independent_after_transfer
from domain.investigation.facts import Facts, facts_of_row
from domain.investigation.finding import after_transfers, facts_of, people_in, to_transfer, transferable
from domain.investigation.priority import has_priority
from domain.investigation.refusals import (
    DisputedError,
    NeedsInvestigationError,
    NoTransferError,
    SectionsMissingError,
    SuccessorMissingError,
    TransferReasonError,
    UndecidedError,
)
from domain.investigation.reports import Telling, corrected, differing, report_of, reported
from domain.investigation.sections import Membership
from domain.investigation.state import INVESTIGATE, REVIEW, TRANSFER, InvestigationState, InvestigationStatus
from domain.matter.errors import NotNowError
from domain.matter.events import Reassigned
from domain.orders import Act, Role
from domain.register.ownership import Ownership

OwnCommand = (
    c.OpenInvestigation
    | c.ConcludeFromRegister
    | c.AssignInvestigator
    | c.ReportSection
    | c.CorrectSection
    | c.ResolveDispute
    | c.SubmitInvestigation
    | c.ReturnInvestigation
    | c.AcceptInvestigation
    | c.CancelInvestigation
    | c.RecordTransfer
)

GATHERING = (InvestigationStatus.OPENED, InvestigationStatus.ASSIGNED, InvestigationStatus.RETURNED)
"""Where sections are gathered and mended."""


def decide(act: Act[OwnCommand], state: InvestigationState) -> list[Event]:  # noqa: C901  # one arm a command
    """Return what the command causes. An empty list means: already so."""
    match act.command:
        case c.OpenInvestigation() as command:
            return _open(command, act, state)
        case c.ConcludeFromRegister() as command:
            return _conclude_from_register(command, act, state)
        case c.AssignInvestigator(to=to):
            return _assign(to, act, state)
        case c.ReportSection() as command:
            return _report(command, act, state)
        case c.CorrectSection() | c.ResolveDispute() as command:
            _require(act, state, *GATHERING)
            return [corrected(command, report_of(command, act.giving(command)), state)]
        case c.SubmitInvestigation():
            return _submit(act, state)
        case c.ReturnInvestigation() as command:
            return _return(command, act, state)
        case c.AcceptInvestigation():
            return _accept(act, state)
        case c.CancelInvestigation() as command:
            return _cancel(command, act, state)
        case c.RecordTransfer() as command:
            return _record_transfer(command, act, state)
        case unknown:
            assert_never(unknown)


def _open(command: c.OpenInvestigation, act: Act[OwnCommand], state: InvestigationState) -> list[Event]:
    if state.status != InvestigationStatus.NONE:
        return []
    policy = act.rules.policy
    return [
        e.InvestigationOpened(
            org=command.org,
            round=command.round,
            ownership=command.row.ownership if command.row else Ownership.UNKNOWN,
            priority=has_priority(facts_of_row(command.row), policy) if command.row else None,
            source=command.source,
            completion=set_deadline(INVESTIGATE, act.acted_on, policy.investigation.completion, act.rules),
        )
    ]


def _conclude_from_register(
    command: c.ConcludeFromRegister, act: Act[OwnCommand], state: InvestigationState
) -> list[Event]:
    """Close at once what the register decides, by the rule of every investigation. Source: seams.md, campaign."""
    if state.status != InvestigationStatus.NONE:
        return []
    facts = facts_of_row(command.row)
    conclusion = concluded_by_register(facts, act.rules.policy)
    if conclusion is None:
        raise NeedsInvestigationError(state.enterprise)
    return [
        e.ConcludedFromRegister(
            org=command.org,
            round=command.round,
            ownership=facts.ownership,
            priority=has_priority(facts, act.rules.policy),
            counted=facts.counted,
            conclusion=conclusion,
            source=command.source,
        )
    ]


def _assign(to: str, act: Act[OwnCommand], state: InvestigationState) -> list[Event]:
    _require(act, state, *GATHERING)
    holders = {one.to for one in state.assignments if one.action == INVESTIGATE and one.until is None}
    if holders == {to}:
        return []
    return [e.InvestigatorAssigned(to=to), Reassigned(action=INVESTIGATE, to=to)]


def _report(command: c.ReportSection, act: Act[OwnCommand], state: InvestigationState) -> list[Event]:
    upstream = act.order.actor.role == Role.UPSTREAM
    _require(act, state, *GATHERING, *((InvestigationStatus.SUBMITTED,) if upstream else ()))
    telling: Telling = command
    report = report_of(telling, act.giving(telling))
    return (
        differing(report, state) if state.status == InvestigationStatus.SUBMITTED else reported(report, state)
    )


def _submit(act: Act[OwnCommand], state: InvestigationState) -> list[Event]:
    _require(act, state, *GATHERING)
    if state.missing:
        raise SectionsMissingError(state.missing)
    if state.disputed:
        raise DisputedError(state.disputed)
    facts = facts_of(state.sections, act.rules.policy)
    conclusion = _concluded(facts, act)
    review = set_deadline(REVIEW, act.acted_on, act.rules.policy.investigation.review, act.rules)
    return [e.InvestigationSubmitted(conclusion=conclusion, review=review)]


def _concluded(facts: Facts, act: Act[OwnCommand]) -> Conclusion:
    conclusion = conclude(facts, act.rules.policy)
    if conclusion is None:
        unknown = [name for name in Facts.model_fields if getattr(facts, name) in {None, Ownership.UNKNOWN}]
        raise UndecidedError(", ".join(unknown))
    return conclusion


def _return(command: c.ReturnInvestigation, act: Act[OwnCommand], state: InvestigationState) -> list[Event]:
    """Send it back: the reviewer's clock stands still, the other side has the time of a return. Source: domain.md §3 [P]."""
    _require(act, state, InvestigationStatus.SUBMITTED)
    _refuse_involved(act, state)
    mending = set_deadline(INVESTIGATE, act.acted_on, act.rules.policy.shared.returned, act.rules)
    return [
        e.InvestigationReturned(
            sections=command.sections, reasons=command.reasons, note=command.note, mending=mending
        )
    ]


def _accept(act: Act[OwnCommand], state: InvestigationState) -> list[Event]:
    """Accept; the reviewer is not the investigator. Source: domain.md §§2, 4."""
    _require(act, state, InvestigationStatus.SUBMITTED)
    _refuse_involved(act, state)
    policy = act.rules.policy
    facts = facts_of(state.sections, policy)
    awaited = tuple(one.person.id for one in to_transfer(state.sections))
    counted = facts.counted or 0
    transfer = set_deadline(TRANSFER, act.acted_on, policy.investigation.transfer, act.rules)
    return [
        e.InvestigationAccepted(
            conclusion=_concluded(facts, act),
            ownership=facts.ownership,
            priority=has_priority(facts, policy),
            employees=facts.employees,
            counted=counted,
            others=facts.others,
            independent_after_transfer=independent_after_transfer(
                counted, transferable(state.sections), policy
            ),
            transfers=awaited,
            transfer=transfer if awaited else None,
        )
    ]


def _cancel(command: c.CancelInvestigation, act: Act[OwnCommand], state: InvestigationState) -> list[Event]:
    """End it; the end of its enterprise ends transfers that are awaited as well. Source: domain.md §4 [P]."""
    if act.by_service and state.status == InvestigationStatus.NONE:
        return []
    transferring = (InvestigationStatus.ACCEPTED,) if act.by_service else ()
    _require(act, state, *GATHERING, InvestigationStatus.SUBMITTED, *transferring)
    _refuse_involved(act, state)
    if command.ground == c.CancelGround.MERGED and command.successor is None:
        raise SuccessorMissingError(command.ground)
    return [
        e.InvestigationCancelled(ground=command.ground, successor=command.successor, reason=command.reason)
    ]


def _refuse_involved(act: Act[OwnCommand], state: InvestigationState) -> None:
    """Refuse who investigated, and who is told of as an investor or a member (回避). Source: domain.md §2 [P]."""
    refuse_same_person(act, state.investigators, e.InvestigationSubmitted.kind_name())
    refuse_self(act, people_in(state.sections))


def _record_transfer(
    command: c.RecordTransfer, act: Act[OwnCommand], state: InvestigationState
) -> list[Event]:
    """Record what came of a transfer; the last one says again what follows. Source: S4, S6."""
    if command.person not in state.transfers:
        raise NoTransferError(command.person, ", ".join(state.transfers) or "-")
    member = next(one for one in to_transfer(state.sections) if one.person.id == command.person)
    counts = member.membership == Membership.FULL
    recorded = _transferred(command, counts=counts)
    if state.transfers != (command.person,):
        return [recorded]
    arrived = state.arrived + (command.transferred and counts)
    gone = state.gone + (not command.transferred)
    return [recorded, _settled(arrived, gone, act, state)]


def _transferred(command: c.RecordTransfer, *, counts: bool) -> Event:
    if command.transferred:
        return e.MemberTransferred(person=command.person, counts=counts)
    if command.reason is None:
        raise TransferReasonError(command.person)
    return e.TransferDropped(person=command.person, reason=command.reason)


def _settled(arrived: int, gone: int, act: Act[OwnCommand], state: InvestigationState) -> Event:
    facts = after_transfers(facts_of(state.sections, act.rules.policy), arrived, gone)
    assert state.conclusion is not None  # noqa: S101  # transfers are awaited after acceptance only
    return e.TransfersSettled(
        before=state.conclusion,
        conclusion=conclude(facts, act.rules.policy) or state.conclusion,
        counted=facts.counted or 0,
        others=facts.others,
    )


def _require(act: Act[OwnCommand], state: InvestigationState, *possible: InvestigationStatus) -> None:
    if state.status not in possible:
        raise NotNowError(act.command.kind, state.status, possible)
