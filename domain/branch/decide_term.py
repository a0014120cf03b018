"""The term of office: shifted by the superior, expired. Source: B, E, E3, L; domain.md §6."""

from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.guard import call, dropped, reelection, require
from domain.branch.kinds import Office, VacancyGround
from domain.branch.refusals import (
    NoTermError,
    ResultPendingError,
    TermShiftIntoPastError,
    TermShiftTooLongError,
)
from domain.branch.state import REELECT, BranchState, BranchStatus
from domain.dates import before
from domain.elections.limits import refuse
from domain.events import Event
from domain.four_eyes import refuse_self
from domain.orders import Act


def shift(command: c.ShiftTerm, act: Act[Any], branch: BranchState) -> list[Event]:
    """
    Let the term end earlier or later, at most a year from its agreed end, all shifts together.

    Not once an election was held, whose result begins a new one. What an expired term had called for is needed no more.
    Source: E3 (`branch.term_shift_maximum`).
    """
    require(act, branch, BranchStatus.ACTIVE)
    term, agreed = branch.term, branch.agreed_end
    if term is None or agreed is None:
        raise NoTermError
    if term.ends_on == command.ends_on:
        return []
    refuse_self(act, [branch.secretary.person.id] if branch.secretary else [])
    if branch.result is not None:
        raise ResultPendingError(branch.result.held_on)
    limit, calendar = act.rules.policy.branch.term_shift_maximum, act.rules.calendar
    first, last = sorted((agreed, command.ends_on))
    if before(last, limit, calendar) > first:
        refuse(TermShiftTooLongError(command.ends_on, agreed, limit.value), limit, command.waivers)
    if command.ends_on < act.acted_on:
        raise TermShiftIntoPastError(command.ends_on, act.acted_on)
    moved = term.model_copy(update={"ends_on": command.ends_on})
    return [
        e.TermShifted(
            was=term.ends_on,
            ends_on=command.ends_on,
            reason=command.reason,
            document=command.document,
            reelection=reelection(moved, act),
        ),
        *_not_expired(command, branch),
    ]


def _not_expired(command: c.ShiftTerm, branch: BranchState) -> list[Event]:
    """Return the end of what only an expired term had called: appointments to offices that are held."""
    held = [one for one in (Office.SECRETARY, Office.DEPUTY) if branch.holder(one) is not None]
    return dropped(branch, command.reason, *held) if branch.expired else []


def expired(branch: BranchState) -> list[Event]:
    """Return what a term that ended without an election causes: it is supervised, and an appointment is called."""
    deadline = branch.deadline(REELECT)
    passed = deadline is not None and deadline.passed
    if not passed or branch.expired or branch.term is None:
        return []
    holder = branch.secretary.person if branch.secretary else None
    return [
        e.TermExpired(ended_on=branch.term.ends_on),
        *call(branch, Office.SECRETARY, VacancyGround.EXPIRY, holder),
    ]
