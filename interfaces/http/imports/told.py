"""What is told of an import, at each of its steps."""

from datetime import datetime
from enum import StrEnum

from domain.catalogue import Catalogue
from domain.model import Model
from domain.orders import OrgId
from domain.people import PersonId
from domain.refusals import Refusal
from domain.register.row import RowError, Severity

MOST_WRONG = 1000
"""Bad rows that are listed; how many more there are is told."""


class Kind(StrEnum):
    """What a file lists."""

    ENTERPRISES = "enterprises"
    BRANCHES = "branches"


class Status(StrEnum):
    """How far an import is."""

    SURVEYED = "surveyed"
    """Looked through; nothing is written."""
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    """A rule refused it, or an engine was away; committed again, it goes on where it was."""


class Upload(Model):
    """A file that waits. `name`: as its sender calls it; `org`: where rows lie that do not say it themselves."""

    id: str
    person: PersonId
    kind: Kind
    name: str
    org: OrgId | None
    keep: bool
    at: datetime


class WrongRow(Model):
    """What is wrong with a row, with the number that Excel shows beside it."""

    row: int
    column: str
    value: str
    rule: str
    severity: Severity
    zh: str
    en: str


class Outcome(Model):
    """
    What became of the rows. `stream`: where the good ones are kept as a register; None when they told nothing new.

    `version`: its entry that says it is complete, as a campaign names it; `refused`: good rows that a rule
    refused; they stand among the wrong ones too.
    """

    stream: str | None = None
    version: int | None = None
    registered: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0


class Import(Model):
    """An import, as far as it is. `rows`: that can be taken; `done`: of them, so far; `more_wrong`: not listed."""

    id: str
    kind: Kind
    name: str
    org: OrgId | None
    status: Status
    rows: int
    done: int = 0
    ignored: tuple[str, ...] = ()
    wrong: tuple[WrongRow, ...] = ()
    more_wrong: int = 0
    outcome: Outcome | None = None
    refusal: Refusal | None = None


def wrong_rows(found: tuple[RowError, ...], sentences: Catalogue) -> tuple[WrongRow, ...]:
    """Return bad rows with their sentences, as many as are listed."""
    return tuple(
        WrongRow(
            row=one.row,
            column=one.column,
            value=one.value,
            rule=one.rule,
            severity=one.severity,
            **sentences.refused(one.rule, one.data).model_dump(),
        )
        for one in found[:MOST_WRONG]
    )
