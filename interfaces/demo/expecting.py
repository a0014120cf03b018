"""What the stories expect, said and remembered in both languages."""

from datetime import date
from typing import NamedTuple

from interfaces.cli.speech import say
from interfaces.desk.desk import Desk


class Expectation(NamedTuple):
    """What a story expected, in both languages, and whether it held."""

    zh: str
    en: str
    held: bool


class PlotError(Exception):
    """A story cannot go on: something it builds upon did not happen. The expectations say what."""


class Expectations:
    """Remembers what was expected; says what did not hold, and what goes on."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.expectations: list[Expectation] = []

    @property
    def today(self) -> date:
        """The day in the rehearsal."""
        return self.desk.today

    @property
    def failures(self) -> list[Expectation]:
        """The expectations that did not hold."""
        return [one for one in self.expectations if not one.held]

    def tell(self, zh: str, en: str) -> None:
        """Say what goes on, with the day in the rehearsal."""
        say(f"{self.today}  {zh}", f"            {en}")

    def expect(self, condition: object, zh: str, en: str) -> bool:
        """Put on record whether something is as it must be."""
        held = bool(condition)
        self.expectations.append(Expectation(zh, en, held))
        if not held:
            self.tell(f"✘ 未达预期：{zh}", f"✘ not as expected: {en}")
        return held

    def need(self, condition: object, zh: str, en: str) -> None:
        """Expect what the story builds upon; without it the story ends."""
        if not self.expect(condition, zh, en):
            raise PlotError(en)
