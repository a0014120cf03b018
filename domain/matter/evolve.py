"""How the shared part of a case's state evolves; total, it never refuses a recorded fact."""

from typing import Any, TypeVar
from uuid import UUID, uuid5

from domain.deadlines import Deadline, Stage
from domain.events import Fact
from domain.matter import events as e
from domain.matter.decide import CONSEQUENCE
from domain.matter.state import Assignment, Consequence, LastAct, Matter, PastAct, Promise, Rest
from domain.orders import Role

S = TypeVar("S", bound=Matter)

_SILENT = (
    *(e.AlreadySo, e.FollowUpPromised, e.FollowUpDelivered),
    *(e.DeadlineReminded, e.DeadlinePassed, e.DeadlineEscalated),
)
"""Nobody acted: the service noted something for itself, or time went by, at which the rules look by themselves."""
_ROUTINE = (e.FollowUpPromised, e.FollowUpDelivered, e.AlreadySo, e.RecordedLate, e.DeadlineLifted)


def entry_id(command_id: UUID, index: int) -> UUID:
    """Return the id of the entry that a command caused at `index`."""
    return uuid5(command_id, str(index))


def evolve_circumstances(state: S, fact: Fact[Any]) -> S:
    """Fold what every entry tells, whatever its event: version, who is bound, when the track's last act was."""
    moved = state.moved if isinstance(fact.event, _SILENT) else fact.version
    changes: dict[str, Any] = {"version": fact.version, "moved": moved}
    human = fact.actor.role != Role.SERVICE and not fact.claimed
    if human and fact.event.binds and not isinstance(fact.event, _ROUTINE):
        track = fact.event.track
        others = tuple(one for one in state.last_acts if one.track != track)
        by = tuple(sorted({*fact.deciders, fact.actor.id}))
        past = PastAct(version=fact.version, kind=fact.event.kind, by=by)
        changes["last_acts"] = (*others, LastAct(track=track, on=fact.acted_on))
        changes["acts"] = (*state.acts, past)
    return state.model_copy(update=changes)


def evolve_shared(state: S, fact: Fact[Any]) -> S:  # noqa: C901  # one arm an event
    """Fold a shared event."""
    match fact.event:
        case e.Reassigned(action=action, to=to):
            return _assigned(state, Assignment(action=action, to=to))
        case e.TaskDelegated(action=action, to=to, until=until):
            return _assigned(state, Assignment(action=action, to=to, until=until))
        case e.DeadlineExtended(deadline=deadline):
            return _with(state, deadlines=(*state.without(deadline.action), deadline))
        case e.DeadlineReminded(action=action):
            return _struck(state, action, Stage.REMINDED)
        case e.DeadlinePassed(action=action) | e.PeriodEnded(action=action):
            return _struck(state, action, Stage.OVERDUE)
        case e.DeadlineEscalated(action=action):
            return _struck(state, action, Stage.ESCALATED)
        case e.DeadlinesComputedAgain(deadlines=deadlines):
            return _with(state, deadlines=deadlines)
        case e.Suspended(decision=decision) as suspended:
            told = suspended.model_dump(include={"ground", "successor", "to_org"})
            return _with(
                state, rest=Rest(since=fact.acted_on, **told), deadlines=(*state.deadlines, decision)
            )
        case e.Resumed(deadlines=deadlines):
            return _with(state, rest=None, deadlines=deadlines)
        case e.HandedOver(to_org=to_org):
            return _with(state, org=to_org)
        case e.ConsequenceRaised(origin=origin, followed=followed, decision=decision):
            raised = (*state.consequences, Consequence(origin=origin, followed=followed))
            return _with(state, consequences=raised, deadlines=(*state.without(CONSEQUENCE), decision))
        case e.ConsequenceSettled(origin=origin, followed=followed):
            return _settled(state, Consequence(origin=origin, followed=followed))
        case e.FollowUpPromised() as promised:
            return _with(state, promises=(*state.promises, _promise(promised, fact)))
        case e.FollowUpDelivered() as delivered:
            return _with(state, promises=tuple(_arrived(one, delivered) for one in state.promises))
        case _:
            return state


def _with(state: S, **changes: Any) -> S:  # noqa: ANN401  # the fields of any state
    return state.model_copy(update=changes)


def _assigned(state: S, assignment: Assignment) -> S:
    standing = assignment.until is None
    kept = tuple(
        one for one in state.assignments if one.action != assignment.action or (one.until is None) != standing
    )
    return _with(state, assignments=(*kept, assignment))


def _struck(state: S, action: str, stage: Stage) -> S:
    def moved(deadline: Deadline) -> Deadline:
        return deadline.moved_on(stage) if deadline.action == action else deadline

    return _with(state, deadlines=tuple(moved(one) for one in state.deadlines))


def _settled(state: S, settled: Consequence) -> S:
    left = tuple(one for one in state.consequences if one != settled)
    return _with(state, consequences=left, deadlines=state.deadlines if left else state.without(CONSEQUENCE))


def _promise(promised: e.FollowUpPromised, fact: Fact[Any]) -> Promise:
    return Promise(
        number=promised.number,
        cause=promised.cause,
        to=promised.to,
        command_kind=promised.command_kind,
        command=promised.command,
        delivery_id=uuid5(entry_id(fact.command_id, fact.index), "delivery"),
    )


def _arrived(promise: Promise, delivered: e.FollowUpDelivered) -> Promise:
    if promise.number != delivered.number:
        return promise
    # what was delivered stands in the journal; here it would only weigh
    return promise.model_copy(update={"outcome": delivered.outcome, "command": ""})
