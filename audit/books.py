"""Which rules a stored command is judged by: those it names, or those in force on a day."""

from datetime import date
from typing import NamedTuple, Protocol

from audit.findings import Departure
from domain.model import Sha256
from domain.rules import Rules, RulesStamp
from journal.rules_on_record import RulesOnRecord

_BEYOND = 2**63 - 1


class BrokenRulesError(Exception):
    """What a command names cannot be the rules it was decided under."""

    def __init__(self, what: Departure, stream: str) -> None:
        super().__init__(what)
        self.what = what
        self.stream = stream


class Case(NamedTuple):
    """
    What is asked the rules for: a stream, what a command's entries there name, and where the command stands.

    `stamp`: None where they name none, or nothing stands; `pinned`: the policy the stream opened under, None for a new
    one; `day`: the local day on which it was recorded; `position`: of the command's first entry.
    """

    stream: str
    stamp: RulesStamp | None
    pinned: Sha256 | None
    day: date
    position: int


class Book(Protocol):
    """Where rules come from."""

    def rules(self, case: Case) -> Rules:
        """Return the rules to judge by. Raises `BrokenRulesError`, `NoRulesError`."""


class AsStamped:
    """The rules that entries name: what a command was decided under."""

    def __init__(self, record: RulesOnRecord) -> None:
        self._record = record

    def rules(self, case: Case) -> Rules:
        """Return the rules an entry names, which must be those its stream is judged by."""
        if case.stamp is None:
            return self._record.standing(case.stream, case.pinned, case.day, case.position)
        found = self._record.stamped(case.stream, case.stamp, case.position)
        if found is None:
            raise BrokenRulesError(Departure.NO_RULES, case.stream)
        if case.pinned not in {None, case.stamp.policy}:
            raise BrokenRulesError(Departure.NOT_PINNED, case.stream)
        if case.pinned is None and not found.in_force(case.stamp.policy, case.day):
            raise BrokenRulesError(Departure.NOT_IN_FORCE, case.stream)
        return found.rules


class AsOfToday:
    """The documents in force today, for every command of whichever day. What entries name is left as it is."""

    def __init__(self, record: RulesOnRecord, today: date) -> None:
        self._record = record
        self._today = today

    def rules(self, case: Case) -> Rules:
        """Return today's rules under the name of those of then, so that the name is no difference."""
        rules = self._record.standing(case.stream, None, self._today, _BEYOND)
        return rules.model_copy(update={"stamp": case.stamp or rules.stamp, "later": ()})
