"""Numbers of a living branch (domain.md §6)."""

from domain.model import Model
from domain.policy.rule import Term


class BranchPolicy(Model):
    """
    Terms of office and what a living branch waits for.

    The members at which the superior is asked stand where they are decided upon; see `policy.membership_thresholds`.
    """

    committee_term: Term
    """Term of the committee of a basic-level committee."""
    general_branch_term: Term
    """Term of the committee of a general branch."""
    branch_term: Term
    """Term of the committee, or of the secretary, of a branch."""
    village_term: Term
    """Term in villages and communities, whatever the kind."""
    reelection_reminder: Term
    """How long before its end a term is reminded of."""
    term_shift_maximum: Term
    """How far a re-election may be advanced or put off."""
    threshold_decision: Term
    """The superior's time to decide when the members crossed a threshold."""
    adjustment_decision: Term
    """The superior's time to decide on an adjustment or dissolution."""
    members_transfer: Term
    """Time to transfer the members of a dissolved branch."""
    registration_confirmation: Term
    """The superior's time to confirm a branch that existed before the system."""
