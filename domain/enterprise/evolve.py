"""How an enterprise's state evolves, who is awaited, and what it asks of its codes' streams."""

from typing import Any, assert_never

from domain.deadlines import Deadline
from domain.enterprise import commands as c
from domain.enterprise import events as e
from domain.enterprise.claims import ClaimGranted, ClaimReleased, ClaimTaken, evolve_claims
from domain.enterprise.life import LifeEventKind
from domain.enterprise.state import (
    ACCEPT,
    PLACE,
    Alias,
    EnterpriseState,
    EnterpriseStatus,
    Noted,
    Proposal,
    conclude_step,
)
from domain.events import Event, Fact
from domain.matter.commands import Claim, claim
from domain.matter.events import DecisionRevoked
from domain.orders import Role
from domain.serials.serials import SerialClaimed, SerialReleased, evolve_serial
from domain.tasks import Task
from domain.uscc.decider import ClaimCode, ReleaseCode


def evolve(state: EnterpriseState, fact: Fact[e.EnterpriseEvent]) -> EnterpriseState:
    """Fold one event of an enterprise; it is closed while nothing waits."""
    evolved = _evolved(state, fact)
    waits = evolved.proposals or evolved.offered is not None or evolved.deadline(PLACE) is not None
    return evolved.model_copy(update={"closed": evolved.status != EnterpriseStatus.NONE and not waits})


def _evolved(state: EnterpriseState, fact: Fact[e.EnterpriseEvent]) -> EnterpriseState:  # noqa: C901  # one arm an event
    match fact.event:
        case e.EnterpriseRegistered() as event:
            return _registered(state, event, fact)
        case e.EnterpriseUpdated(row=row):
            return _with(state, row=row)
        case e.LifeEventReported() as event:
            return _reported(state, event, fact)
        case e.LifeEventDismissed(what=what):
            return _concluded(state, what)
        case e.EnterpriseDeregistered(transfer=transfer):
            return _ended(state, transfer, status=EnterpriseStatus.DEREGISTERED)
        case e.EnterpriseMerged(successor=successor, transfer=transfer):
            return _ended(state, transfer, status=EnterpriseStatus.MERGED, successor=successor)
        case e.MembersPlaced():
            return _with(state, deadlines=state.without(PLACE))
        case e.CodeChanged() as event:
            changed = _with(state, aliases=_aliases(state.aliases, event, fact.version))
            return _concluded(changed, LifeEventKind.CODE_CHANGED)
        case e.TransferOffered() as event:
            return _offered(state, event, fact)
        case e.TransferDeclined():
            return _with(state, offered=None, deadlines=state.without(ACCEPT))
        case e.EnterpriseMoved(to_org=to_org):
            return _with(state, org=to_org, offered=None, deadlines=state.without(ACCEPT))
        case e.InvestigationNoted() as event:
            return _noted(state, *state.notes, Noted.model_validate(event.model_dump(exclude={"kind"})))
        case e.NoteWithdrawn(by=by, version=version):
            return _noted(state, *(one for one in state.notes if not one.follows(by, version)))
        case ClaimTaken() | ClaimGranted() | ClaimReleased() as event:
            return _with(state, covering=evolve_claims(state.covering, event))
        case SerialClaimed() | SerialReleased() as event:
            return _with(state, serials=evolve_serial(state.serials, event))
        case unknown:
            assert_never(unknown)


def _with(state: EnterpriseState, **changes: Any) -> EnterpriseState:  # noqa: ANN401  # the fields of the state
    return state.model_copy(update=changes)


def _noted(state: EnterpriseState, *notes: Noted) -> EnterpriseState:
    return _with(state, noted=notes[-1] if notes else None, earlier=notes[:-1])


def _registered(state: EnterpriseState, event: e.EnterpriseRegistered, fact: Fact[Any]) -> EnterpriseState:
    alias = Alias(code=event.row.uscc, since=fact.acted_on, version=fact.version)
    return _with(state, status=EnterpriseStatus.OPERATING, org=event.org, row=event.row, aliases=(alias,))


def _aliases(aliases: tuple[Alias, ...], event: e.CodeChanged, version: int) -> tuple[Alias, ...]:
    """Return the codes with the new one last; a code that was put down by mistake never was one of them."""
    wrong = event.old if event.typing_error else None
    kept = tuple(one for one in aliases if one.code != wrong)
    return (*kept, Alias(code=event.new, since=event.since, version=version, instead=wrong))


def _reported(state: EnterpriseState, event: e.LifeEventReported, fact: Fact[Any]) -> EnterpriseState:
    left = _concluded(state, event.life.what)
    proposal = Proposal(life=event.life, by=tuple(sorted(fact.deciders)))
    return _with(left, proposals=(*left.proposals, proposal), deadlines=(*left.deadlines, event.conclusion))


def _offered(state: EnterpriseState, event: e.TransferOffered, fact: Fact[Any]) -> EnterpriseState:
    proposal = state.proposal(LifeEventKind.MOVED)
    by = fact.deciders.union(proposal.by if proposal else ())
    left = _concluded(state, LifeEventKind.MOVED)
    return _with(
        left,
        offered=event.to_org,
        offer_reason=event.reason,
        offered_by=tuple(sorted(by)),
        deadlines=(*left.without(ACCEPT), event.acceptance),
    )


def _concluded(state: EnterpriseState, what: LifeEventKind) -> EnterpriseState:
    left = tuple(one for one in state.proposals if one.life.what != what)
    return _with(state, proposals=left, deadlines=state.without(conclude_step(what)))


def _ended(
    state: EnterpriseState,
    transfer: Deadline | None,
    **told: Any,  # noqa: ANN401  # the fields of the state
) -> EnterpriseState:
    """Return it ended: nothing else that was proposed or offered has a meaning any more; its members may wait."""
    steps = (ACCEPT, *(conclude_step(what) for what in LifeEventKind))
    deadlines = (*state.without(*steps), *((transfer,) if transfer else ()))
    return _with(state, proposals=(), offered=None, deadlines=deadlines, **told)


def tasks(state: EnterpriseState) -> list[Task]:
    """Return who is awaited: a conclusion for each life event, the new place for a transfer, who places members."""
    waiting = [
        _task(conclude_step(one.life.what), state.org, c.ConcludeLifeEvent.kind_name())
        for one in state.proposals
    ]
    if state.offered is not None:
        kinds = (c.AcceptTransfer.kind_name(), c.DeclineTransfer.kind_name())
        waiting.append(_task(ACCEPT, state.offered, *kinds))
    if state.deadline(PLACE) is not None:
        waiting.append(_task(PLACE, state.org, c.PlaceMembers.kind_name(), role=Role.OPERATOR))
    return waiting


def _task(action: str, org: str, *kinds: str, role: Role = Role.APPROVER) -> Task:
    return Task(action=action, role=role, org=org, commands=kinds)


def claims(event: Event, state: EnterpriseState) -> list[Claim]:
    """Return what an event asks of the streams of codes; a revoked entry gives back the code it had given."""
    mine = state.enterprise
    match event:
        case e.EnterpriseRegistered(row=row):
            return [claim(f"uscc/{row.uscc}", ClaimCode(enterprise=mine))]
        case e.CodeChanged(old=old, new=new, typing_error=typing_error):
            given_back = [claim(f"uscc/{old}", ReleaseCode(enterprise=mine))] if typing_error else []
            return [claim(f"uscc/{new}", ClaimCode(enterprise=mine)), *given_back]
        case DecisionRevoked(version=version):
            return _codes_taken_back(version, state)
        case _:
            return []


def _codes_taken_back(version: int, state: EnterpriseState) -> list[Claim]:
    """Return that a revoked entry's code is given back, and the one it had taken away is claimed again."""
    revoked = [one for one in state.aliases if one.version == version]
    given_back = [claim(f"uscc/{one.code}", ReleaseCode(enterprise=state.enterprise)) for one in revoked]
    mine_again = [one.instead for one in revoked if one.instead is not None]
    claimed = [claim(f"uscc/{code}", ClaimCode(enterprise=state.enterprise)) for code in mine_again]
    return [*given_back, *claimed]


def tags(state: EnterpriseState) -> frozenset[str]:
    """Return what the enterprise is found by; `pool:…` while it waits for partners or a host (待联建)."""
    pool = {f"pool:{state.org}"} if state.in_pool else set()
    return frozenset({f"enterprise:{state.enterprise}", f"org:{state.org}"} | pool)
