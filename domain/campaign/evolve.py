"""How a campaign's state evolves, and who is awaited."""

from typing import assert_never

from domain.campaign import commands as c
from domain.campaign import events as e
from domain.campaign.plan import TURNS
from domain.campaign.state import PAUSED, RUN, CampaignState, Status, counted
from domain.events import Fact
from domain.orders import Command, Role
from domain.tasks import Task


def evolve(state: CampaignState, fact: Fact[e.CampaignEvent]) -> CampaignState:
    """Fold one event of a campaign."""
    return after(state, fact.event)


def after(state: CampaignState, event: e.CampaignEvent) -> CampaignState:  # noqa: C901  # one arm an event
    """Return the state after an event; when and by whom does not matter."""
    match event:
        case e.CampaignOpened(org=org, registers=registers, rows=rows, window=window):
            told = {"org": org, "registers": registers, "rows": rows, "window": window}
            return state.model_copy(update={"status": Status.RUNNING, **told})
        case e.WindowChanged(window=window):
            return state.model_copy(update={"window": window})
        case e.BatchConcluded() as batch:
            return _with_batch(state, batch)
        case e.CasesOpened(cases=cases):
            return state.model_copy(update={"open_cases": (*state.open_cases, *cases)})
        case e.CasesFinished() as finished:
            return _finished(state, finished)
        case e.CampaignPaused():
            return state.model_copy(update={"status": Status.PAUSED})
        case e.CampaignResumed():
            return state.model_copy(update={"status": Status.RUNNING})
        case e.CampaignCancelled():
            return state.model_copy(update={"status": Status.CANCELLED, "closed": True})
        case e.CampaignCompleted():
            return state.model_copy(update={"status": Status.COMPLETED, "closed": True})
        case unknown:
            assert_never(unknown)


def _with_batch(state: CampaignState, batch: e.BatchConcluded) -> CampaignState:
    before = state.totals
    totals = before.model_copy(
        update={
            "by_register": counted(before.by_register, batch.concluded),
            "already": before.already + batch.already,
            "refused": before.refused + batch.refused,
        }
    )
    taken = state.taken + batch.last - batch.first + 1 - batch.other_turns
    again = batch.last == state.rows and taken < state.rows and state.turn < TURNS
    place = {"turn": state.turn + 1, "next_row": 1} if again else {"next_row": batch.last + 1}
    return state.model_copy(update={"totals": totals, "taken": taken, **place})


def _finished(state: CampaignState, finished: e.CasesFinished) -> CampaignState:
    before = state.totals
    closed = {one.case for one in finished.cases}
    conclusions = [one.conclusion for one in finished.cases if one.conclusion is not None]
    totals = before.model_copy(
        update={
            "investigated": counted(before.investigated, conclusions),
            "cancelled": before.cancelled + len(finished.cases) - len(conclusions),
        }
    )
    left = tuple(one for one in state.open_cases if one not in closed)
    return state.model_copy(update={"totals": totals, "open_cases": left})


_AWAITED: dict[Status, tuple[str, tuple[type[Command], ...]]] = {
    Status.RUNNING: (RUN, (c.PauseCampaign, c.ChangeWindow, c.CancelCampaign)),
    Status.PAUSED: (PAUSED, (c.ResumeCampaign, c.CancelCampaign)),
}


def tasks(state: CampaignState) -> list[Task]:
    """Return who is awaited: the operator watches a running campaign, and lets a paused one go on."""
    if state.status not in _AWAITED:
        return []
    action, commands = _AWAITED[state.status]
    kinds = tuple(one.kind_name() for one in commands)
    return [Task(action=action, role=Role.OPERATOR, org=state.org, commands=kinds)]


def tags(state: CampaignState) -> frozenset[str]:
    """Return what the campaign is found by."""
    return frozenset({f"org:{state.asked_org}", f"round:{state.round}"})
