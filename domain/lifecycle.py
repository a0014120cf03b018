"""What follows from what: the only file that knows the chain of the processes (后续事项)."""

from typing import NamedTuple

from domain.events import Event
from domain.matter.commands import RaiseConsequence
from domain.matter.events import DecisionRevoked, RecordCorrected
from domain.matter.state import Matter
from domain.model import EntryRef, StreamName
from domain.orders import Command


class FollowUp(NamedTuple):
    """A command that another process is to be given."""

    to: StreamName
    command: Command


def follow_ups(event: Event, state: Matter) -> list[FollowUp]:
    """Return what follows in other processes from `event`; `state` is the one after the whole act."""
    match event:
        case RecordCorrected(version=version) | DecisionRevoked(version=version):
            return _keep_or_undo(version, state)
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
