"""How a parent's stream counts its cases: claimed in the append that opens one, released when it closes."""

from typing import ClassVar, Literal

from pydantic import Field

from domain.events import Event
from domain.matter.commands import SERVICE
from domain.model import Identifier, Model, StreamName
from domain.orders import Command
from domain.refusals import DomainError


class ClaimSerial(Command):
    """
    取号: takes the next number of a kind of case for `by`; `key` says for what (an office and its holder, a round).

    `again`: what had closed the case was revoked; it goes on under the number it had.
    """

    kind: Literal["claim_serial"] = "claim_serial"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    of: Identifier
    number: int = Field(ge=1)
    key: str = ""
    by: StreamName
    again: bool = False


class ReleaseSerial(Command):
    """销号: the case is closed: another of the same kind and key may be opened."""

    kind: Literal["release_serial"] = "release_serial"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    by: StreamName


class SerialClaimed(Event):
    """A case took its number."""

    kind: Literal["serial.claimed.v1"] = "serial.claimed.v1"
    of: Identifier
    number: int
    key: str = ""
    by: StreamName


class SerialReleased(Event):
    """A case gave its place back; its number is never used again."""

    kind: Literal["serial.released.v1"] = "serial.released.v1"
    by: StreamName


class OpenCase(Model):
    """A case that has a number and is not closed."""

    of: Identifier
    key: str
    by: StreamName


class LastNumber(Model):
    """The last number given to a kind of case."""

    of: Identifier
    number: int


class Serials(Model):
    """The numbers a parent has given."""

    last: tuple[LastNumber, ...] = ()
    open: tuple[OpenCase, ...] = ()

    def following(self, of: Identifier) -> int:
        """Return the next number of a kind of case."""
        return 1 + next((one.number for one in self.last if one.of == of), 0)

    def opened(self, of: Identifier, key: str = "") -> StreamName | None:
        """Return the open case of a kind and key, or None."""
        return next((one.by for one in self.open if (one.of, one.key) == (of, key)), None)


class AlreadyOpenError(DomainError):
    """A case of that kind is open for it already."""

    rule = "serial.already-open"

    def __init__(self, of: str, by: str) -> None:
        super().__init__(of=of, by=by)


class WrongSerialError(DomainError):
    """The number is not the next one."""

    rule = "serial.wrong-number"

    def __init__(self, of: str, number: int, following: int) -> None:
        super().__init__(of=of, number=number, following=following)


def decide_serial(command: ClaimSerial | ReleaseSerial, serials: Serials) -> list[Event]:
    """
    Give or take back a number; refuse a second open case of the same kind and key, a reopened one too.

    Source: seams.md [P].
    """
    mine = next((one for one in serials.open if one.by == command.by), None)
    if isinstance(command, ReleaseSerial):
        return [SerialReleased(by=command.by)] if mine else []
    if mine:
        return []
    holder = serials.opened(command.of, command.key)
    if holder is not None:
        raise AlreadyOpenError(command.of, holder)
    if not command.again and command.number != serials.following(command.of):
        raise WrongSerialError(command.of, command.number, serials.following(command.of))
    return [SerialClaimed(of=command.of, number=command.number, key=command.key, by=command.by)]


def evolve_serial(serials: Serials, event: SerialClaimed | SerialReleased) -> Serials:
    """Fold a number given or taken back."""
    if isinstance(event, SerialReleased):
        return serials.model_copy(update={"open": tuple(one for one in serials.open if one.by != event.by)})
    others = tuple(one for one in serials.last if one.of != event.of)
    last = max(event.number, serials.following(event.of) - 1)
    return Serials(
        last=(*others, LastNumber(of=event.of, number=last)),
        open=(*serials.open, OpenCase(of=event.of, key=event.key, by=event.by)),
    )
