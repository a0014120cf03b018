"""What a state tells of a command: `known`, pure, the same for a page, for the command line and for the interface of programs."""

from collections.abc import Iterator
from enum import StrEnum

from domain.branch.state import BranchState
from domain.deciding import tasks
from domain.investigation.commands import CorrectSection
from domain.investigation.state import InvestigationState
from domain.known.branches import BRANCH
from domain.known.enterprises import ENTERPRISE, INVESTIGATION
from domain.known.establishments import ESTABLISHMENT
from domain.known.evaluations import APPOINTMENT, CAMPAIGN, EVALUATION, ROUND
from domain.known.filings import CONTRACT, FILING
from domain.known.telling import Known, Telling, only
from domain.matter.commands import DelegateTask, ExtendDeadline, Reassign, SettleConsequence, Urge
from domain.matter.state import Matter
from domain.model import Identifier
from domain.orders import Command
from domain.processes import decider_of


def _step(matter: Matter, _of: str) -> Iterator[Known]:
    """Tell the step that waits, where one alone does."""
    step = only(tasks(decider_of(matter.stream), matter))
    yield Known("action", step.action if step else None)


def _consequence(matter: Matter, _of: str) -> Iterator[Known]:
    """Tell the entry that proved wrong, where one alone has a consequence here."""
    one = only(matter.consequences)
    yield Known("origin", one.origin if one else None)


SHARED: Telling = {
    Reassign: _step,
    DelegateTask: _step,
    Urge: _step,
    ExtendDeadline: _step,
    SettleConsequence: _consequence,
}
TELLING: dict[str, Telling] = {
    "appointment": APPOINTMENT,
    "branch": BRANCH,
    "campaign": CAMPAIGN,
    "contract": CONTRACT,
    "enterprise": ENTERPRISE,
    "establishment": ESTABLISHMENT,
    "evaluation": EVALUATION,
    "evaluation-round": ROUND,
    "filing": FILING,
    "investigation": INVESTIGATION,
}
"""By the first part of a stream's name."""


def which(command: type[Command], state: Matter) -> tuple[StrEnum, ...]:
    """Return of which parts of a case a command may be, where each begins with something else; () where of none."""
    if command is not CorrectSection or not isinstance(state, InvestigationState):
        return ()
    return tuple(one.report.content.section for one in state.told)


def contracts(state: Matter) -> tuple[Identifier, ...]:
    """Return the contracts of which a stream tells a filing all that it knows; those that ended file nothing more."""
    if not isinstance(state, BranchState) or state.closed:
        return ()
    return tuple(one.held.contract for one in state.contracts if not one.reached)


def known(command: type[Command], state: Matter, of: str = "") -> tuple[Known, ...]:
    """
    Return what a state tells of a command before anybody writes; () where it tells nothing.

    `of`: the id of what the command is about, where the stream knows several (a contract of a branch, a section).
    A command has what a record says of its own field, never a number, reason or judgement of an earlier act.
    """
    tell = (SHARED | TELLING.get(state.stream.partition("/")[0], {})).get(command)
    return tuple(one for one in tell(state, of) if one.value is not None) if tell else ()
