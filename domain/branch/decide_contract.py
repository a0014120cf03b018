"""End of contract is not loss of office: the superior is asked on the effective day. Source: S18; domain.md §8."""

from datetime import date
from typing import Any

from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.guard import answered, ask, require
from domain.branch.kinds import OfficeCause
from domain.branch.state import TAKES_EFFECT, BranchState, BranchStatus, ContractRecord
from domain.deadlines import Deadline, period_before
from domain.events import Event
from domain.filing.kinds import ENDING, FilingKind
from domain.model import StreamName
from domain.orders import Act
from domain.people import Person

_KNOWN = (BranchStatus.REGISTERED, BranchStatus.FOUNDED, BranchStatus.ACTIVE, BranchStatus.DISSOLVED)


def note_contract(command: c.NoteContract, act: Act[Any], branch: BranchState) -> list[Event]:
    """Take over what was filed about a contract: an end counts from its effective day, never before."""
    require(act, branch, *_KNOWN)
    noted_before = [(one.filing, one.filing_kind) for one in branch.contracts]
    if (command.filing, command.filing_kind) in noted_before:
        return []
    others = [one for one in branch.contracts if one.held.contract != command.contract]
    ahead = [one.ended_on for one in others if one.pending and one.ended_on]
    ends = command.filing_kind in ENDING
    days = [*ahead, command.effective_on] if ends and command.effective_on > act.acted_on else ahead
    noted = e.ContractNoted(
        filing=command.filing,
        filing_kind=command.filing_kind,
        contract=command.contract,
        person=command.person,
        post=command.post,
        effective_on=command.effective_on,
        takes_effect=_effect(days, act),
    )
    if ends and command.effective_on <= act.acted_on:
        return [noted, *_reached(command.contract, command.person, command.filing, ahead, act, branch)]
    if command.filing_kind == FilingKind.REVERSE:
        return [noted, *_asked_back(command.person, act, branch)]
    return [noted]


def ends_reached(act: Act[Any], branch: BranchState) -> list[Event]:
    """Return what contracts that end by today cause. Called whenever time is told."""
    due = [one for one in branch.contracts if one.pending and one.ended_on and one.ended_on <= act.today]
    ahead = [one.ended_on for one in branch.contracts if one.pending and one.ended_on and one not in due]
    events: list[Event] = []
    for record in sorted(due, key=_by_day):
        asked = any(isinstance(one, e.OfficeQuestioned | e.OfficeQuestionOwed) for one in events)
        reached = _reached(
            record.held.contract, record.held.person, record.filing or branch.stream, ahead, act, branch
        )
        events.extend(reached[:1] if asked else reached)
    return events


def undone(filing: StreamName, act: Act[Any], branch: BranchState) -> list[Event]:
    """Return what takes back the end of a contract whose filing proved wrong."""
    ended = [one for one in branch.contracts if one.filing == filing and one.ended_on is not None]
    if not ended:
        return []
    ahead = [one.ended_on for one in branch.contracts if one.pending and one.ended_on and one not in ended]
    back: list[Event] = [e.ContractEndUndone(filing=filing, takes_effect=_effect(ahead, act))]
    return [*back, *_asked_back(ended[0].held.person, act, branch)]


def _by_day(record: ContractRecord) -> tuple[str, str]:
    return (str(record.ended_on), record.held.contract)


def _effect(days: list[date], act: Act[Any]) -> Deadline | None:
    """Return the deadline that wakes the branch as the next end of a contract takes effect."""
    if not days:
        return None
    return period_before(TAKES_EFFECT, act.acted_on, min(days), act.rules)


def _reached(  # the record's parts, so that one not yet in the state can be judged too
    contract: str, person: Person, filing: StreamName, ahead: list[date], act: Act[Any], branch: BranchState
) -> list[Event]:
    """Return that an end counts now; only the sitting secretary's raises a question. Source: domain.md §8."""
    reached = e.ContractEndReached(
        contract=contract, person=person, filing=filing, takes_effect=_effect(ahead, act)
    )
    sitting = branch.secretary is not None and branch.secretary.person.id == person.id
    if not sitting or branch.status != BranchStatus.ACTIVE:
        return [reached]
    return [reached, *ask(OfficeCause.CONTRACT_ENDED, person, act, branch)]


def _asked_back(person: Person, act: Act[Any], branch: BranchState) -> list[Event]:
    """Return that the question falls, or that the superior is asked whether the office is given back."""
    question = branch.question
    if question is not None:
        same = (question.cause, question.person.id) == (OfficeCause.CONTRACT_ENDED, person.id)
        return answered(e.OfficeQuestionDropped(person=person), act, branch) if same else []
    lost = branch.lost
    if lost is None or lost.officer.person.id != person.id or branch.status != BranchStatus.ACTIVE:
        return []
    return ask(OfficeCause.CONTRACT_RESTORED, person, act, branch)
