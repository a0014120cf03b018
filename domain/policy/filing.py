"""Numbers of the filing of contract changes (domain.md §8)."""

from enum import StrEnum

from domain.model import Model
from domain.policy.rule import Rule, Term
from domain.policy.values import Switch


class FilingMode(StrEnum):
    """What the superior does with a filing."""

    FILE = "file"
    """Takes note of it: the wording of the programme."""
    CONSENT = "consent"
    """May object to it before it counts: local practice for dismissals."""


class FilingPolicy(Model):
    """How a change, rescission or termination is filed, and how fast."""

    mode: Rule[FilingMode]
    """Whether filings are noted or need consent."""
    answer: Term
    """The superior's time to acknowledge, ask for corrections, or object."""
    silence_is_consent: Switch
    """In `consent` mode: whether no answer in time is consent."""
    late_after: Term
    """How long after the effective date a submission is in time."""
    correction: Term
    """Time to correct before the filing lapses."""
    objection_decision: Term
    """Time to decide the superior's objection in `consent` mode."""
    office_decision: Term
    """The superior's time to keep or vacate the office when the contract has ended."""
    linking: Term
    """The registrar's time to link or register a contract unknown to the system."""
    appeal: Term
    """Time to appeal against consent by silence."""
