"""待办: who is awaited, for what, until when."""

from datetime import date

from domain.model import Identifier, Model
from domain.orders import OrgId, Role
from domain.people import PersonId


class Task(Model):
    """
    One thing that waits.

    `action` names the step; `commands` are the kinds that settle it; `assignee` is set when it was given to one
    person; `overdue` when its deadline has passed.
    """

    action: Identifier
    role: Role
    org: OrgId
    commands: tuple[str, ...]
    due_on: date | None = None
    assignee: PersonId | None = None
    overdue: bool = False
