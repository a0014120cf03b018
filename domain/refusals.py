"""A refusal is an answer: a typed error that names the rule, the policy field and the data (拒绝)."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from domain.model import Model

Datum = str | int | date | Sequence[str] | None


class Refusal(Model):
    """What a refused command is answered, in both languages."""

    rule: str
    policy: str | None = None
    data: dict[str, str]
    zh: str
    en: str


class DomainError(Exception):
    """
    The base of every refusal.

    A subclass sets `rule`, a stable dotted name under which the message catalogue (`domain/messages/*.toml`)
    holds its two sentences, and, where a number of the policy refused, `policy`: that field's dotted path. Its
    `__init__` takes what the sentences need and hands it on by keyword: `values`, in which a member of an enumeration is
    told by its label; `data` is the same as text, for programs.
    """

    rule: ClassVar[str]
    policy: ClassVar[str | None] = None

    def __init__(self, **data: Datum) -> None:
        self.values = data
        self.data = {name: _as_text(value) for name, value in data.items()}
        super().__init__(f"{self.rule}: " + ", ".join(f"{name}={text}" for name, text in self.data.items()))


def _as_text(value: Datum) -> str:
    if isinstance(value, str | int | date) or value is None:
        return str(value)
    return ", ".join(value) or "-"


def all_refusals(base: type[DomainError] = DomainError) -> list[type[DomainError]]:
    """Return every concrete refusal class that has been imported."""
    found: list[type[DomainError]] = []
    for child in base.__subclasses__():
        if "rule" in vars(child):
            found.append(child)
        found.extend(all_refusals(child))
    return found
