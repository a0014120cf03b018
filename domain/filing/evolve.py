"""How a filing's state evolves, who is awaited, and what it asks of the contract's stream."""

from typing import Any, assert_never

from domain.contract.decider import EndContract, RestoreContract, RunContract
from domain.events import Fact
from domain.filing import commands as c
from domain.filing import events as e
from domain.filing.kinds import ENDING, FilingKind
from domain.filing.state import ANSWER, APPEAL, CORRECT, DECIDE, LINK, FilingState, Status
from domain.matter.commands import Claim, claim
from domain.model import Identifier
from domain.orders import Command, Role
from domain.serials.serials import ClaimSerial, ReleaseSerial
from domain.tasks import Task


def evolve(filing: FilingState, fact: Fact[e.FilingEvent]) -> FilingState:  # noqa: C901  # one arm an event
    """Fold one event of a filing."""
    match fact.event:
        case e.FilingSubmitted() as event:
            return _submitted(filing, event, fact)
        case e.FilingAcknowledged(receipt=receipt):
            return _closed(filing, Status.FILED, receipt=receipt)
        case e.ConsentedBySilence(receipt=receipt, appeal_until=until):
            return _closed(filing, Status.FILED, receipt=receipt, by_silence=until)
        case e.CorrectionRequested(correction=correction):
            return _at(filing, Status.CORRECTING, (*filing.without(ANSWER), correction))
        case e.FilingCorrected() as event:
            return _corrected(filing, event, fact)
        case e.FilingLapsed():
            return _at(filing, Status.LAPSED, filing.deadlines)
        case e.FilingWithdrawn():
            return _closed(filing, Status.WITHDRAWN)
        case e.FilingObjected(decision=decision):
            objected = _at(filing, Status.OBJECTED, (*filing.without(ANSWER), decision))
            return objected.model_copy(update={"objectors": tuple(sorted(fact.deciders))})
        case e.FilingDenied():
            return _closed(filing, Status.DENIED)
        case e.ConsentAppealed(decision=decision):
            appealed = _at(filing, Status.APPEALED, (*filing.deadlines, decision))
            told = {"closed": False, "objectors": tuple(sorted(fact.deciders))}
            return appealed.model_copy(update=told)
        case e.ConsentUpheld():
            return _closed(filing, Status.FILED, by_silence=None)
        case e.ConsentRevoked():
            return _closed(filing, Status.DENIED, by_silence=None)
        case e.StatementRecorded():
            return filing
        case e.ContractLinked(contract=contract):
            linked = {"contract_known": True, "linked": contract, "deadlines": filing.without(LINK)}
            known = filing.model_copy(update=linked)
            return known.model_copy(update={"closed": _is_over(known)})
        case unknown:
            assert_never(unknown)


def _submitted(filing: FilingState, event: e.FilingSubmitted, fact: Fact[Any]) -> FilingState:
    told = event.model_dump(
        include={"filing", "org", "branch", "enterprise", "post", "contract_known", "late_by_days"}
    )
    deadlines = (event.answer,) if event.linking is None else (event.answer, event.linking)
    return filing.model_copy(
        update={
            **told,
            "person": event.person,
            "change": event.change,
            "status": Status.SUBMITTED,
            "deadlines": deadlines,
            "submitted_on": fact.acted_on,
            "submitters": tuple(sorted(fact.deciders)),
        }
    )


def _corrected(filing: FilingState, event: e.FilingCorrected, fact: Fact[Any]) -> FilingState:
    late = filing.late_by_days if event.late_by_days is None else event.late_by_days
    bound = (*filing.submitters, *sorted(fact.deciders))
    corrected = _at(filing, Status.SUBMITTED, (*filing.without(CORRECT), event.answer))
    return corrected.model_copy(update={"change": event.change, "late_by_days": late, "submitters": bound})


def _at(filing: FilingState, status: Status, deadlines: tuple[Any, ...]) -> FilingState:
    return filing.model_copy(update={"status": status, "deadlines": deadlines})


def _closed(filing: FilingState, status: Status, **told: object) -> FilingState:
    """Return it answered; it stays open only while an unknown contract has still to be linked."""
    linking = tuple(one for one in filing.deadlines if one.action == LINK and status == Status.FILED)
    answered = filing.model_copy(update={"status": status, "deadlines": linking, **told})
    return answered.model_copy(update={"closed": _is_over(answered)})


def _is_over(filing: FilingState) -> bool:
    if filing.status == Status.FILED:
        return filing.contract_known
    return filing.status in {Status.DENIED, Status.WITHDRAWN}


_AWAITED: dict[Status, tuple[str, Role, tuple[type[Command], ...]]] = {
    Status.SUBMITTED: (ANSWER, Role.REGISTRAR, (c.AcknowledgeFiling, c.RequestCorrection, c.ObjectToFiling)),
    Status.CORRECTING: (CORRECT, Role.OPERATOR, (c.Correct,)),
    Status.LAPSED: (CORRECT, Role.OPERATOR, (c.Correct,)),
    Status.OBJECTED: (DECIDE, Role.APPROVER, (c.DecideObjection,)),
    Status.APPEALED: (APPEAL, Role.APPROVER, (c.DecideAppeal,)),
}


def tasks(filing: FilingState) -> list[Task]:
    """Return who is awaited."""
    waiting: list[Task] = []
    if filing.status in _AWAITED:
        action, role, commands = _AWAITED[filing.status]
        kinds = tuple(one.kind_name() for one in commands)
        waiting.append(Task(action=action, role=role, org=filing.org, commands=kinds))
    if filing.status != Status.NONE and not filing.contract_known:
        kinds = (c.LinkContract.kind_name(),)
        waiting.append(Task(action=LINK, role=Role.REGISTRAR, org=filing.org, commands=kinds))
    return waiting


def claims(event: e.FilingEvent, filing: FilingState) -> list[Claim]:
    """
    Return what an event asks of the contract: its number, its end once, its place given back. Source: seams.md [P].

    What takes effect counts under every name of the contract; under a known one that was linked later, from the link.
    """
    names = filing.contracts
    match event:
        case e.FilingSubmitted():
            opened = ClaimSerial(of="filing", number=filing.number, by=filing.stream)
            return [claim(f"contract/{filing.contract}", opened)]
        case e.FilingAcknowledged() | e.ConsentedBySilence():
            return [*_asking(_effect(filing), names), _released(filing)]
        case e.ContractLinked() if filing.receipt is not None:
            return _asking(_effect(filing), names[1:])
        case e.FilingDenied() | e.FilingWithdrawn():
            return [_released(filing), *_asking(RestoreContract(by=filing.stream), names)]
        case e.ConsentRevoked():
            return _asking(RestoreContract(by=filing.stream), names)
        case _:
            return []


def _asking(command: Command, names: tuple[Identifier, ...]) -> list[Claim]:
    return [claim(f"contract/{name}", command) for name in names]


def _effect(filing: FilingState) -> Command:
    assert filing.change is not None  # noqa: S101  # what is acknowledged was submitted
    if filing.filing in ENDING:
        return EndContract(by=filing.stream, effective_on=filing.change.effective_on)
    reverses = filing.filing == FilingKind.REVERSE
    return RunContract(by=filing.stream, terms=filing.change.after, reverses=reverses)


def _released(filing: FilingState) -> Claim:
    return claim(f"contract/{filing.contract}", ReleaseSerial(by=filing.stream))


def tags(filing: FilingState) -> frozenset[str]:
    """Return what the filing is found by: org, branch, enterprise, contract, person."""
    person = filing.person.id if filing.person else None
    named = {
        "org": filing.org,
        "branch": filing.branch,
        "enterprise": filing.enterprise,
        "person": person,
    }
    found = {f"{what}:{value}" for what, value in named.items() if value}
    return frozenset(found | {f"contract:{name}" for name in filing.contracts})
