"""Numbers that all processes share (domain.md §§2, 3)."""

from domain.model import Model
from domain.policy.rule import Term
from domain.policy.values import Number


class SharedPolicy(Model):
    """Returns, reminders, escalation, late recording and what follows a correction."""

    returned: Term
    """Time the other side has after a return; the superior's clock stands still."""
    remind_before: Term
    """How long before a deadline it is reminded of."""
    escalate_after: Term
    """How long after a missed deadline it goes up to the superior."""
    recording_grace: Term
    """How late after `acted_on` an act may be recorded without being flagged."""
    extension_limit: Term
    """How far past its first day a deadline may be moved in all."""
    life_event_decision: Term
    """The superior's time to decide when an enterprise was deregistered or merged."""
    keep_or_undo: Term
    """Time to keep or undo what a corrected or revoked entry had caused."""
    unknown_facts: Term
    """Time to fill in what was unknown when an existing branch, contract or adviser was registered."""
    deciders_minimum: Number
    """Persons able to decide an office needs; with fewer the step goes to the superior."""
