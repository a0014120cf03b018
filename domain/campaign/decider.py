"""The decider of `campaign/<org>/<round>`."""

from typing import get_args

from domain.campaign.decide import OwnCommand, decide
from domain.campaign.events import CampaignEvent
from domain.campaign.evolve import evolve, tags, tasks
from domain.campaign.state import CampaignState
from domain.decider import Decider

DECIDER = Decider(
    name="campaign",
    state=CampaignState,
    commands=get_args(OwnCommand),
    events=get_args(CampaignEvent),
    decide=decide,
    evolve=evolve,
    tasks=tasks,
    tags=tags,
)
