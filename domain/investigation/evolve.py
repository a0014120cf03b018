"""How an investigation's state evolves, who is awaited, and what it asks of the enterprise's stream."""

from typing import Any, assert_never

from domain.coverage import Conclusion
from domain.deadlines import Deadline
from domain.enterprise.commands import NoteInvestigation, WithdrawNote
from domain.events import Event, Fact
from domain.investigation import commands as c
from domain.investigation import events as e
from domain.investigation.reports import resolved, with_report, with_rival
from domain.investigation.state import INVESTIGATE, REVIEW, TRANSFER, InvestigationState, InvestigationStatus
from domain.matter.commands import Claim, claim
from domain.matter.events import DecisionRevoked
from domain.orders import Command, Role
from domain.serials.serials import ClaimSerial, ReleaseSerial
from domain.tasks import Task


def evolve(state: InvestigationState, fact: Fact[e.InvestigationEvent]) -> InvestigationState:  # noqa: C901  # one arm an event
    """Fold one event of an investigation."""
    match fact.event:
        case e.InvestigationOpened() as event:
            return _with(
                state, InvestigationStatus.OPENED, (event.completion,), org=event.org, round=event.round
            )
        case e.ConcludedFromRegister() as event:
            told = event.model_dump(include={"org", "round", "conclusion"}) | {"decided_on": fact.acted_on}
            return _with(
                state, InvestigationStatus.CONCLUDED, (), counted=event.counted or 0, closed=True, **told
            )
        case e.InvestigatorAssigned():
            assigned = (
                InvestigationStatus.ASSIGNED if state.status == InvestigationStatus.OPENED else state.status
            )
            return _with(state, assigned, state.deadlines)
        case e.SectionReported(report=report):
            return _bound(state.model_copy(update={"told": with_report(state.told, report)}), fact)
        case e.SectionDisputed(report=report):
            return _bound(state.model_copy(update={"told": with_rival(state.told, report)}), fact)
        case e.SectionCorrected(report=report):
            return _bound(state.model_copy(update={"told": resolved(state.told, report)}), fact)
        case e.DifferenceReported(report=report):
            return state.model_copy(update={"differences": (*state.differences, report)})
        case e.InvestigationSubmitted(review=review):
            submitted = _with(state, InvestigationStatus.SUBMITTED, _instead(state, INVESTIGATE, review))
            return _bound(submitted, fact)
        case e.InvestigationReturned(mending=mending):
            return _returned(state, mending)
        case e.InvestigationAccepted() as event:
            return _accepted(state, event, fact)
        case e.InvestigationCancelled():
            return _with(state, InvestigationStatus.CANCELLED, (), closed=True)
        case e.MemberTransferred() | e.TransferDropped() | e.TransfersSettled():
            return _transferred(state, fact) if state.status == InvestigationStatus.ACCEPTED else state
        case unknown:
            assert_never(unknown)


def _with(
    state: InvestigationState,
    status: InvestigationStatus,
    deadlines: tuple[Deadline, ...],
    **told: Any,  # noqa: ANN401  # the fields of the state
) -> InvestigationState:
    return state.model_copy(update={"status": status, "deadlines": deadlines, **told})


def _instead(state: InvestigationState, action: str, deadline: Deadline) -> tuple[Deadline, ...]:
    return (*state.without(action, deadline.action), deadline)


def _bound(state: InvestigationState, fact: Fact[Any]) -> InvestigationState:
    """Return it with who investigates bound by four eyes; a system is nobody."""
    if fact.actor.role == Role.UPSTREAM:
        return state
    return state.model_copy(update={"investigators": tuple(sorted({*state.investigators, *fact.deciders}))})


def _returned(state: InvestigationState, mending: Deadline) -> InvestigationState:
    """Return it to the investigator; what upstream told meanwhile stands against what was found."""
    told = state.told
    for report in state.differences:
        told = with_rival(told, report)
    deadlines = _instead(state, REVIEW, mending)
    return _with(state, InvestigationStatus.RETURNED, deadlines, told=told, differences=())


def _accepted(
    state: InvestigationState, event: e.InvestigationAccepted, fact: Fact[Any]
) -> InvestigationState:
    told = event.model_dump(include={"conclusion", "priority", "counted", "others", "transfers"})
    decided = {"decided_at": fact.version, "decided_on": fact.acted_on}
    deadlines = () if event.transfer is None else (event.transfer,)
    closed = not event.transfers
    return _with(state, InvestigationStatus.ACCEPTED, deadlines, closed=closed, **decided, **told)


def _transferred(state: InvestigationState, fact: Fact[Any]) -> InvestigationState:
    """Return what came of the transfers; when the acceptance was revoked, nothing did."""
    match fact.event:
        case e.MemberTransferred(person=person, counts=counts):
            return _less(state, person, arrived=state.arrived + counts)
        case e.TransferDropped(person=person):
            return _less(state, person, gone=state.gone + 1)
        case settled:
            told = settled.model_dump(include={"conclusion", "counted", "others"})
            decided = {"decided_at": fact.version, "decided_on": fact.acted_on}
            return _with(state, state.status, (), closed=True, **decided, **told)


def _less(state: InvestigationState, person: str, **counts: int) -> InvestigationState:
    left = tuple(one for one in state.transfers if one != person)
    return state.model_copy(update={"transfers": left, **counts})


_GATHERING = (c.ReportSection, c.CorrectSection, c.ResolveDispute, c.SubmitInvestigation)
_AWAITED: dict[InvestigationStatus, tuple[str, Role, tuple[type[Command], ...]]] = {
    InvestigationStatus.OPENED: (INVESTIGATE, Role.OPERATOR, _GATHERING),
    InvestigationStatus.ASSIGNED: (INVESTIGATE, Role.OPERATOR, _GATHERING),
    InvestigationStatus.RETURNED: (INVESTIGATE, Role.OPERATOR, _GATHERING),
    InvestigationStatus.SUBMITTED: (REVIEW, Role.REVIEWER, (c.AcceptInvestigation, c.ReturnInvestigation)),
    InvestigationStatus.ACCEPTED: (TRANSFER, Role.OPERATOR, (c.RecordTransfer,)),
}


def tasks(state: InvestigationState) -> list[Task]:
    """Return who is awaited."""
    if state.status not in _AWAITED:
        return []
    action, role, commands = _AWAITED[state.status]
    kinds = tuple(one.kind_name() for one in commands)
    return [Task(action=action, role=role, org=state.org, commands=kinds)]


def claims(event: Event, state: InvestigationState) -> list[Claim]:  # noqa: C901  # one arm an event
    """Return what an event asks of the enterprise: its number, its place given back, what is concluded of it."""
    enterprise = f"enterprise/{state.enterprise}"
    opened = claim(enterprise, ClaimSerial(of="investigation", number=state.number, by=state.stream))
    released = claim(enterprise, ReleaseSerial(by=state.stream))
    match event:
        case e.InvestigationOpened():
            return [opened]
        case e.ConcludedFromRegister(conclusion=conclusion, priority=priority, counted=counted):
            return [opened, released, _noted(state, conclusion, counted, priority=priority)]
        case e.InvestigationAccepted(
            conclusion=conclusion, priority=priority, counted=counted, transfers=members
        ):
            return [released, _noted(state, conclusion, counted, priority=priority, transfers=len(members))]
        case e.TransfersSettled(conclusion=conclusion, counted=counted):
            return [_noted(state, conclusion, counted, priority=state.priority)]
        case e.InvestigationCancelled():
            return [released]
        case DecisionRevoked(version=version):
            return _taken_back(version, state)
        case _:
            return []


def _taken_back(version: int, state: InvestigationState) -> list[Claim]:
    """Return what a revoked entry had asked of the enterprise, the other way round. Source: domain.md §3 [P]."""
    again = ClaimSerial(of="investigation", number=state.number, by=state.stream, again=True)
    withdrawn = WithdrawNote(by=state.stream, version=version)
    asked: dict[str, tuple[Command, ...]] = {
        e.InvestigationOpened.kind_name(): (ReleaseSerial(by=state.stream),),
        e.InvestigationAccepted.kind_name(): (again, withdrawn),
        e.TransfersSettled.kind_name(): (withdrawn,),
        e.InvestigationCancelled.kind_name(): (again,),
    }
    commands = asked.get(state.kind_of(version) or "", ())
    return [claim(f"enterprise/{state.enterprise}", one) for one in commands]


def _noted(
    state: InvestigationState,
    conclusion: Conclusion,
    counted: int | None,
    *,
    priority: bool | None,
    transfers: int = 0,
) -> Claim:
    note = NoteInvestigation(
        by=state.stream,
        conclusion=conclusion,
        priority=priority,
        counted=counted,
        version=state.decided_at,
        transfers=transfers,
    )
    return claim(f"enterprise/{state.enterprise}", note)


def tags(state: InvestigationState) -> frozenset[str]:
    """Return what the investigation is found by: enterprise, org, round."""
    named = {"enterprise": state.enterprise, "org": state.org, "round": state.round}
    return frozenset(f"{what}:{value}" for what, value in named.items() if value)
