"""The moment at which a document came about: the entry, and the case as it was known then."""

from functools import cached_property
from typing import Any

from domain.deciding import fold
from domain.events import Event, Fact
from domain.matter.corrections import corrected
from domain.model import StreamName
from domain.processes import decider_of
from interfaces.papers.case import Case


class Moment:
    """
    One entry of a case, and all before it, corrections of before it applied; nothing of what came later.

    A document says what was known when it was issued: `afterwards` is another question.
    """

    def __init__(self, case: Case, index: int) -> None:
        self._case = case
        self._index = index
        self.fact: Fact[Any] = case.recorded[index].fact

    @property
    def stream(self) -> StreamName:
        """The case."""
        return self._case.stream

    @property
    def event(self) -> Event:
        """What happened."""
        event: Event = self.fact.event
        return event

    @cached_property
    def known(self) -> list[Fact[Any]]:
        """The facts up to this one, as they were to be read then."""
        facts = [one.fact for one in self._case.recorded[: self._index + 1]]
        return corrected(decider_of(self.stream), facts)

    @cached_property
    def state(self) -> Any:  # noqa: ANN401  # any state
        """Where the case stood then, this entry included."""
        return fold(decider_of(self.stream), self.known, stream=self.stream)

    @property
    def later(self) -> list[Fact[Any]]:
        """The facts that came after it."""
        return [one.fact for one in self._case.recorded[self._index + 1 :]]

    def last(self, *kinds: type[Event]) -> Fact[Any] | None:
        """Return the last fact before this one of some kinds, or None."""
        return next((one for one in reversed(self.known[:-1]) if isinstance(one.event, kinds)), None)
