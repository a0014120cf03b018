"""Numbers of the establishment in all its modes (domain.md §5)."""

from pydantic import model_validator

from domain.model import Model
from domain.policy.rule import Term
from domain.policy.values import Number, Switch


class EstablishmentPolicy(Model):
    """Who founds what kind of organisation, and how long each step takes."""

    independent_minimum: Number
    """Counted members from which an enterprise has an organisation of its own; also what a joint one needs together."""
    joint_partners_minimum: Number
    """Enterprises of a joint branch, at least."""
    joint_partners_maximum: Number
    """Enterprises of a joint branch, at most."""
    project_minimum: Term
    """How long a project body must exist to found a branch."""
    branch_members_maximum: Number
    """Counted members of an ordinary branch, at most."""
    general_branch_minimum: Number
    """Counted members from which a general branch is lawful."""
    committee_minimum: Number
    """Counted members from which a committee is set up."""
    secretary_candidate_named: Switch
    """Whether the application names a candidate for secretary."""
    application: Term
    """From opening to the application."""
    host_consent: Term
    """The host branch's time to agree to an affiliation."""
    decision: Term
    """From the application to the superior's decision."""
    candidates_approval: Term
    """The superior's time to approve the candidates before the vote."""
    founding_meeting: Term
    """From approval to the founding meeting."""
    meeting_repetitions: Number
    """Repetitions of a failed founding meeting before the superior decides."""
    result_report: Term
    """From the election to the report of its result."""
    result_acceptance: Term
    """The superior's time to accept the result and approve the secretary."""
    shortfall_decision: Term
    """The superior's time to decide when members fell below the minimum after approval."""
    filing: Term
    """From approval to filing with the organisation department."""
    acknowledgement: Term
    """The registrar's time to acknowledge that filing."""
    adviser_in_place: Term
    """From the decision on work coverage to the adviser, trade union and youth league in place."""
    adviser_enterprises_maximum: Number
    """Enterprises one adviser serves, at most."""
    adviser_term: Term
    """How long an adviser serves."""

    @model_validator(mode="after")
    def _in_order(self) -> "EstablishmentPolicy":
        if self.joint_partners_minimum.value > self.joint_partners_maximum.value:
            message = "joint_partners_minimum is above joint_partners_maximum"
            raise ValueError(message)
        if self.general_branch_minimum.value > self.branch_members_maximum.value + 1:
            message = "no kind is lawful between branch_members_maximum and general_branch_minimum"
            raise ValueError(message)
        if self.general_branch_minimum.value >= self.committee_minimum.value:
            message = "general_branch_minimum is not below committee_minimum"
            raise ValueError(message)
        return self
