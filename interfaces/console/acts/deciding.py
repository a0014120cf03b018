"""Under which circumstances somebody orders by a form: its own id, the version that was seen, the paper, who decided."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData

from domain.model import Day, DocumentNumber, Model, Name
from domain.orders import MeetingRecord
from domain.people import PersonId
from interfaces.console.refusals import CircumstancesError
from interfaces.console.visiting import Visitor
from interfaces.desk.desk import Sender
from interfaces.http.conditions import command_id

KEY, VERSION = "_key", "_version"
PAPER = ("acted_on", "decided_by", "body", "held_on", "document")
"""What a form asks about the paper; posted with an underscore in front."""


class Paper(Model):
    """What the paper says: its date, and who decided, a person or a meeting."""

    acted_on: Day | None = None
    decided_by: PersonId | None = None
    body: Name | None = None
    held_on: Day | None = None
    document: DocumentNumber | None = None

    @property
    def decider(self) -> PersonId | MeetingRecord | None:
        """Who decided, when it is not who records it. Raises `ValidationError` for half a meeting."""
        if not (self.body or self.held_on or self.document):
            return self.decided_by
        told: Any = {"body": self.body, "held_on": self.held_on, "document": self.document}
        return MeetingRecord.model_validate(told)


def sender_of(visitor: Visitor) -> Sender:
    """Return who orders by a form, and as what the desk takes it. Raises `CircumstancesError`."""
    form = visitor.form
    try:
        paper = Paper.model_validate({name: text for name, text in paper_of(form) if text})
        decider = paper.decider
    except ValidationError as error:
        raise CircumstancesError(sorted({str(one["loc"][0]) for one in error.errors()})) from None
    seen = str(form.get(VERSION, ""))
    return Sender(
        visitor.person,
        command_id(visitor.person, str(form.get(KEY, "")) or None),
        acted_on=paper.acted_on,
        decided_by=decider,
        expected=int(seen) if seen.isdecimal() and len(seen) < 10 else None,  # noqa: PLR2004  # more than any version
    )


def paper_of(form: FormData) -> Iterator[tuple[str, str]]:
    """Yield what was written about the paper, empty where nothing was."""
    yield from ((name, str(form.get(f"_{name}", "")).strip()) for name in PAPER)
