"""The policy document: every number of the rules, in one versioned file."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from domain.model import Identifier, Model, Name
from domain.policy.appointment import AppointmentPolicy
from domain.policy.branch import BranchPolicy
from domain.policy.election import ElectionPolicy
from domain.policy.establishment import EstablishmentPolicy
from domain.policy.evaluation import EvaluationPolicy
from domain.policy.filing import FilingPolicy
from domain.policy.investigation import InvestigationPolicy
from domain.policy.rule import Rule
from domain.policy.shared import SharedPolicy


class Policy(Model):
    """What a county may set differently; a process keeps the policy it was opened under."""

    version: Annotated[Identifier, Field(description="year and number, `2026.1`")]
    title: Name
    shared: SharedPolicy
    investigation: InvestigationPolicy
    establishment: EstablishmentPolicy
    election: ElectionPolicy
    branch: BranchPolicy
    appointment: AppointmentPolicy
    filing: FilingPolicy
    evaluation: EvaluationPolicy


class NamedRule(NamedTuple):
    """A rule and the dotted path under which refusals, waivers and `branchctl policy` name it."""

    path: str
    rule: Rule[Any]


def rules(policy: Policy) -> Iterator[NamedRule]:
    """Yield every rule of the policy in the order of the document."""
    for name, section in policy:
        if isinstance(section, Model):
            for field, rule in section:
                yield NamedRule(f"{name}.{field}", rule)


def membership_thresholds(policy: Policy) -> tuple[NamedRule, ...]:
    """
    Return the numbers of counted members whose crossing is a task to the superior: 3, 7, 50, 100.

    Source: B, L (domain.md §6).
    """
    paths = {
        "establishment.independent_minimum",
        "election.committee_from",
        "establishment.general_branch_minimum",
        "establishment.committee_minimum",
    }
    return tuple(sorted((named for named in rules(policy) if named.path in paths), key=_value))


def _value(named: NamedRule) -> int:
    return int(named.rule.value)
