"""A roster is looked through before it is brought in: what it holds, and all that a rule would refuse; nothing is written."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from uuid import UUID

from domain.account.standing import FOUNDER
from domain.deciding import decide, facts_of, fold
from domain.matter.events import AlreadySo
from domain.orders import Act, Actor, Order, Role
from domain.people import PersonId
from domain.refusals import DomainError, Refusal
from domain.roster.commands import PORTION, ImportRoster
from domain.roster.decider import DECIDER
from domain.roster.document import RosterDocument, parse_roster
from domain.roster.refusals import RosterInvalidError
from domain.roster.state import RosterState
from domain.rules import Rules
from interfaces.desk.desk import Desk

_MOST = 50
"""Mistakes that are listed."""
_TRIAL: Final = UUID(int=0)
"""The id of an order that is never given."""


class RosterSeen(NamedTuple):
    """What a file holds. `changes`: it says anything new; `wrong`: what a rule would refuse."""

    document: RosterDocument
    changes: bool
    wrong: tuple[Refusal, ...]
    administrators: tuple[PersonId, ...]

    @property
    def offices(self) -> int:
        """How many offices it gives."""
        return sum(len(one.offices) for one in self.document.people)

    @property
    def enough(self) -> bool:
        """Whether the founder can bring it in alone: an entry holds all offices, or the founder has one among them."""
        return self.offices <= PORTION or FOUNDER in self.administrators


def text_of(content: bytes) -> str:
    """Return the text of a file. Raises `RosterInvalidError`."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RosterInvalidError(path="UTF-8", problem=error.reason, given="") from None


async def look_through(desk: Desk, text: str, person: PersonId) -> RosterSeen:
    """Read a roster as somebody would bring it in. Raises `RosterInvalidError` where it is no roster at all."""
    document = parse_roster(text)
    before = (await desk.state(document.stream)).state
    assert isinstance(before, RosterState)  # noqa: S101  # what such streams hold
    trial = _Trial(desk, person, await desk.rules(), before)
    for portion in document.portions():
        trial.take(portion)
    administrators = (one.id for one in document.people if any(o.role is Role.ADMIN for o in one.offices))
    return RosterSeen(
        document,
        trial.state.version != before.version,
        tuple(trial.wrong[:_MOST]),
        tuple(administrators),
    )


class _Trial:
    """A roster as it would become, and what a rule refuses of it; who may at all is the desk's to judge."""

    def __init__(self, desk: Desk, person: PersonId, rules: Rules, state: RosterState) -> None:
        self.state = state
        self.wrong: list[Refusal] = []
        self._desk = desk
        self._person = person
        self._rules = rules

    def take(self, portion: ImportRoster) -> None:
        """Try a portion; where it is refused, each thing in it by itself, so that all mistakes are found."""
        try:
            self._try(portion)
        except DomainError:
            for one in _parted(portion):
                try:
                    self._try(one)
                except DomainError as refused:
                    self.wrong.append(self._desk.catalogue.refusal(refused))

    def _try(self, command: ImportRoster) -> None:
        actor = Actor(id=self._person, role=Role.ADMIN, org=command.org)
        order = Order[Any](command_id=_TRIAL, actor=actor, command=command)
        act = Act(order=order, at=self._desk.moment, rules=self._rules)
        decision = decide(DECIDER, act, self.state)
        facts = facts_of(act, decision.events, self.state)
        told = [one for one in facts if not isinstance(one.event, AlreadySo)]
        self.state = fold(DECIDER, told, stream=self.state.stream, state=self.state)


def _parted(portion: ImportRoster) -> Iterator[ImportRoster]:
    yield from (ImportRoster(org=portion.org, orgs=(one,)) for one in portion.orgs)
    yield from (ImportRoster(org=portion.org, persons=(one,)) for one in portion.persons)
    yield from (ImportRoster(org=portion.org, grants=(one,)) for one in portion.grants)
