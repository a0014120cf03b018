"""Every kind of stream, by the first part of its name."""

from typing import Any

from domain.account.decider import DECIDER as ACCOUNT
from domain.account.door import DECIDER as DOOR
from domain.account.identity import DECIDER as IDENTITY
from domain.adviser.decider import DECIDER as ADVISER
from domain.appointment.decider import DECIDER as APPOINTMENT
from domain.branch.decider import DECIDER as BRANCH
from domain.campaign.decider import DECIDER as CAMPAIGN
from domain.campaign.pages import DECIDER as REGISTER
from domain.contract.decider import DECIDER as CONTRACT
from domain.decider import Decider
from domain.enterprise.decider import DECIDER as ENTERPRISE
from domain.establishment.decider import DECIDER as ESTABLISHMENT
from domain.evaluation.decider import DECIDER as EVALUATION
from domain.evaluation_round.decider import DECIDER as EVALUATION_ROUND
from domain.filing.decider import DECIDER as FILING
from domain.inbox.decider import DECIDER as INBOX
from domain.investigation.decider import DECIDER as INVESTIGATION
from domain.person.decider import DECIDER as PERSON
from domain.refusals import DomainError
from domain.refused.decider import DECIDER as REFUSALS
from domain.roster.decider import DECIDER as ROSTER
from domain.rulebook.decider import CALENDAR, POLICY, SCHEME
from domain.uscc.decider import DECIDER as USCC

DECIDERS: dict[str, Decider[Any]] = {
    one.name: one
    for one in (
        CAMPAIGN,
        REGISTER,
        ADVISER,
        APPOINTMENT,
        BRANCH,
        CONTRACT,
        ENTERPRISE,
        ESTABLISHMENT,
        EVALUATION,
        EVALUATION_ROUND,
        FILING,
        INVESTIGATION,
        PERSON,
        USCC,
        ROSTER,
        REFUSALS,
        ACCOUNT,
        IDENTITY,
        DOOR,
        INBOX,
        POLICY,
        CALENDAR,
        SCHEME,
    )
}


CASES = frozenset(name for name, one in DECIDERS.items() if one.workflow)
"""The kinds of streams for which a workflow lives."""


def is_decided(stream: str) -> bool:
    """Whether a stream has a decider; the journal's own (`journal/…`) have none."""
    return stream.split("/", maxsplit=1)[0] in DECIDERS


class NoSuchProcessError(DomainError):
    """No kind of stream has that name."""

    rule = "process.unknown"

    def __init__(self, stream: str, known: str) -> None:
        super().__init__(stream=stream, known=known)


def decider_of(stream: str) -> Decider[Any]:
    """Return the decider of a stream, by the first part of its name."""
    name = stream.split("/", maxsplit=1)[0]
    if name not in DECIDERS:
        raise NoSuchProcessError(stream, ", ".join(sorted(DECIDERS)))
    return DECIDERS[name]


def workflow_type(stream: str) -> str:
    """Return the name of the workflow that lives for a stream: `EvaluationRound` for `evaluation-round/…`."""
    return "".join(part.capitalize() for part in decider_of(stream).name.split("-"))
