"""What may be done with a campaign, and what it causes. Source: S1–S3; domain.md §4; seams.md, "Many at once"."""

from typing import assert_never

from domain.campaign import commands as c
from domain.campaign import events as e
from domain.campaign.evolve import after
from domain.campaign.refusals import (
    BatchCountError,
    BatchOrderError,
    RegisterTwiceError,
    TooManyRowsError,
    WindowFullError,
)
from domain.campaign.state import CampaignState, Status
from domain.events import Event
from domain.matter.errors import NotNowError
from domain.orders import Act

OwnCommand = (
    c.OpenCampaign
    | c.ChangeWindow
    | c.PauseCampaign
    | c.ResumeCampaign
    | c.CancelCampaign
    | c.NoteBatch
    | c.NoteFinished
)
LIVE = (Status.RUNNING, Status.PAUSED)


def decide(act: Act[OwnCommand], state: CampaignState) -> list[Event]:  # noqa: C901  # one arm a command
    """Return what the command causes. An empty list means: already so."""
    match act.command:
        case c.OpenCampaign() as command:
            return _open(command, act, state)
        case c.ChangeWindow(window=window):
            _require(act, state, *LIVE)
            return [] if window == state.window else [e.WindowChanged(window=window)]
        case c.PauseCampaign(reason=reason):
            _require(act, state, *LIVE)
            return [] if state.status == Status.PAUSED else [e.CampaignPaused(reason=reason)]
        case c.ResumeCampaign(reason=reason):
            _require(act, state, *LIVE)
            return [] if state.status == Status.RUNNING else [e.CampaignResumed(reason=reason)]
        case c.CancelCampaign(reason=reason):
            _require(act, state, *LIVE)
            return [e.CampaignCancelled(reason=reason, totals=state.totals)]
        case c.NoteBatch() as command:
            return _batch(command, act, state)
        case c.NoteFinished(cases=cases):
            mine = tuple(one for one in cases if one.case in state.open_cases)
            return _completing([e.CasesFinished(cases=mine)], state) if mine else []
        case unknown:
            assert_never(unknown)


def _open(command: c.OpenCampaign, act: Act[OwnCommand], state: CampaignState) -> list[Event]:
    if state.status != Status.NONE:
        return []
    named = [one.stream for one in command.registers]
    for register in named:
        if named.count(register) > 1:
            raise RegisterTwiceError(register)
    rows = sum(one.rows for one in command.registers)
    policy = act.rules.policy.investigation
    if rows > policy.campaign_rows_maximum.value:
        raise TooManyRowsError(rows, policy.campaign_rows_maximum.value)
    return [
        e.CampaignOpened(
            org=state.asked_org,
            round=state.round,
            registers=command.registers,
            rows=rows,
            window=command.window,
            below_minimum=rows < policy.campaign_rows_minimum.value,
        )
    ]


def _batch(command: c.NoteBatch, act: Act[OwnCommand], state: CampaignState) -> list[Event]:
    """Note a batch that was gone through, also while paused or cancelled: what happened is counted."""
    if (command.turn, command.last) < (state.turn, state.next_row):
        return []
    _require(act, state, *LIVE, Status.CANCELLED)
    if (command.turn, command.first) != (
        state.turn,
        state.next_row,
    ) or not command.first <= command.last <= state.rows:
        raise BatchOrderError(command.first, command.last, state.next_row, state.rows)
    _check_counts(command)
    open_cases = len(state.open_cases) + len(command.opened)
    if command.opened and open_cases > state.window:
        raise WindowFullError(open_cases, state.window)
    told = command.model_dump(exclude={"kind", "opened"})
    caused: list[e.CampaignEvent] = [e.BatchConcluded.model_validate({**told, "opened": len(command.opened)})]
    if command.opened:
        caused.append(e.CasesOpened(cases=command.opened))
    return _completing(caused, state)


def _check_counts(command: c.NoteBatch) -> None:
    rows = command.last - command.first + 1
    concluded = sum(one.rows for one in command.concluded)
    together = concluded + len(set(command.opened)) + command.already + command.refused
    together += command.other_turns
    if together != rows:
        raise BatchCountError(together, rows)


def _completing(caused: list[e.CampaignEvent], state: CampaignState) -> list[Event]:
    """Return what was caused, and that the round is complete when nothing is left to do."""
    then = state
    for event in caused:
        then = after(then, event)
    if state.status in LIVE and then.done:
        return [*caused, e.CampaignCompleted(rows=then.rows, totals=then.totals)]
    return list(caused)


def _require(act: Act[OwnCommand], state: CampaignState, *possible: Status) -> None:
    if state.status not in possible:
        raise NotNowError(act.command.kind, state.status, possible)
