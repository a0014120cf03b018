"""
Which commands one form says for many cases at once (成批办理). Pure.

Accepting, returning and acknowledging, and whose step it is: what such a command says can be the same in every case. A command that
tells of one case alone (a person, a date, a document, a score) is given case by case. Whatever is said for many is
answered by each case by itself.
Source: domain.md §3, "batch acts (each item answered by itself)"; §11, "batch accept / return / acknowledge".
"""

from domain.branch.onboarding import ConfirmRegistration
from domain.enterprise.commands import AcceptTransfer
from domain.establishment.commands import (
    AcknowledgeEstablishment,
    RequestFilingCorrection,
    ReturnApplication,
)
from domain.filing.commands import AcknowledgeFiling, RequestCorrection
from domain.investigation.commands import AcceptInvestigation, ReturnInvestigation
from domain.matter.commands import DelegateTask, Reassign, Urge
from domain.orders import Command
from domain.tasks import Task

OF_A_STEP: tuple[type[Command], ...] = (Reassign, DelegateTask, Urge)
"""Those that name a step that waits, whichever it is: each case has its own."""
IN_BATCH: tuple[type[Command], ...] = (
    AcceptInvestigation,
    ReturnInvestigation,
    ReturnApplication,
    AcknowledgeEstablishment,
    RequestFilingCorrection,
    AcknowledgeFiling,
    RequestCorrection,
    ConfirmRegistration,
    AcceptTransfer,
    *OF_A_STEP,
)


def in_batch(kind: str) -> type[Command] | None:
    """Return the command of a kind that one form says for many cases; None where there is none."""
    return next((one for one in IN_BATCH if one.kind_name() == kind), None)


def fits(command: type[Command], task: Task) -> bool:
    """Whether a step that waits is settled, or given on, by such a command."""
    return command in OF_A_STEP or command.kind_name() in task.commands


def for_step(command: Command, action: str) -> Command:
    """Return what a command says of one case, where `action` is its step that waits."""
    if not isinstance(command, OF_A_STEP):
        return command
    return command.model_copy(update={"action": action})
