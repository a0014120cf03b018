"""Numbers of the star evaluation that no scheme varies (domain.md §9)."""

from domain.model import Model
from domain.policy.rule import Term
from domain.policy.values import Number, Percent


class EvaluationPolicy(Model):
    """
    The steps of a round.

    Thresholds, quotas, gates, vetoes, points and promotion stand in the star scheme, which is data of its own.
    """

    repeat: Term
    """How often a round is held."""
    self_assessment: Term
    """From the round's opening to the self-assessment."""
    not_submitted_points: Number
    """Points, in tenths, of a branch that submitted none."""
    review: Term
    """From the self-assessment to its review."""
    verification: Term
    """From the review to the visit on the spot."""
    verification_share: Percent
    """Branches visited, percent of the reviewed, rounded up."""
    ranking: Term
    """From the last review to the ranking."""
    cohort_minimum: Number
    """Branches of one org and scheme below which they are ranked with the superior's."""
    notice: Term
    """How long the proposal stands on public notice."""
    objection_decision: Term
    """Time to decide an objection."""
    award: Term
    """From the end of the notice to the award."""
    appeal: Term
    """Time to appeal against an award."""
    veto_decision: Term
    """Time for the evaluator to conclude about a veto that came up within the year, and for the approver to decide."""
