"""What becomes of one row of a register in a campaign: pure, so that batches can be planned anywhere."""

from typing import NamedTuple

from domain.coverage import Conclusion
from domain.investigation.conclusion import concluded_by_register
from domain.investigation.facts import facts_of_row
from domain.investigation.priority import has_priority
from domain.register.row import RegisterRow
from domain.rules import Rules


class Concluded(NamedTuple):
    """The register decides; no workflow is needed."""

    conclusion: Conclusion


class NeedsInvestigation(NamedTuple):
    """Somebody must ask. `priority`: who comes first; None = the register does not tell."""

    priority: bool | None


TURNS = 3
"""How often a campaign goes through its rows."""


def turn_of(planned: Concluded | NeedsInvestigation) -> int:
    """
    Return in which turn a row is taken: who has priority before whom the register does not tell, and all others last.

    What the register decides needs nobody's time, and is done in the first turn. Source: S2; domain.md §4.
    """
    if isinstance(planned, Concluded) or planned.priority:
        return 1
    return 2 if planned.priority is None else TURNS


def plan(row: RegisterRow, rules: Rules) -> Concluded | NeedsInvestigation:
    """Return what becomes of a row, by the same rule as an investigation's end. Source: domain.md §4; seams.md."""
    facts = facts_of_row(row)
    conclusion = concluded_by_register(facts, rules.policy)
    if conclusion is not None:
        return Concluded(conclusion)
    return NeedsInvestigation(has_priority(facts, rules.policy))
