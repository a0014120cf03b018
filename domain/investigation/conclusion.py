"""What follows for an enterprise: one rule for a register's row and for an accepted investigation. Source: S6–S8."""

from domain.coverage import Conclusion, CoverageLevel
from domain.investigation.facts import Facts
from domain.investigation.ownership import in_scope
from domain.investigation.priority import has_priority
from domain.policy.policy import Policy


def conclude(facts: Facts, policy: Policy) -> Conclusion | None:
    """
    Return what follows for an enterprise; None = what is known does not decide it, an investigation must ask.

    First ownership, then the organisation that exists, then members; priority matters only where there is no member.
    Source: domain.md §4.
    """
    scope = in_scope(facts.ownership, policy)
    if scope is None:
        return None
    if not scope:
        return Conclusion.EXCLUDED
    if facts.organised is None:
        return None
    return _organised(facts, policy) if facts.organised else _by_members(facts, policy)


def _organised(facts: Facts, policy: Policy) -> Conclusion | None:
    """
    Return whether an existing organisation is as it should be, or must be adjusted.

    Below the minimum an own organisation cannot stand; from the minimum on, a shared one must become its own. A
    joint or affiliated one with fewer is as it should be. Source: S6, S7; domain.md §§4, 6.
    """
    if facts.level is None or facts.counted is None:
        return None
    own = facts.level == CoverageLevel.INDEPENDENT
    enough = facts.counted >= policy.establishment.independent_minimum.value
    return Conclusion.COVERED if own == enough else Conclusion.ADJUST


def _by_members(facts: Facts, policy: Policy) -> Conclusion | None:
    """
    Return an own organisation from the minimum of counted members on, whatever the priority [S6].

    Fewer, or only probationary or transferable ones: joint or affiliated [S7]. None of these: work coverage [S8]. The
    dual-managed never count [S5].
    """
    if facts.counted is None:
        return None
    if facts.counted >= policy.establishment.independent_minimum.value:
        return Conclusion.INDEPENDENT
    if facts.counted or facts.others:
        return Conclusion.JOINT_OR_AFFILIATED
    return None if facts.others is None else _without_members(facts, policy)


def _without_members(facts: Facts, policy: Policy) -> Conclusion | None:
    """Return work coverage [S8], standing or wanted; without priority and any member at all: listed (seams.md)."""
    if facts.level == CoverageLevel.WORK_COVERAGE:
        return Conclusion.COVERED
    priority = has_priority(facts, policy)
    if priority:
        return Conclusion.WORK_COVERAGE
    if facts.dual_managed is None or priority is None:
        return None
    return Conclusion.WORK_COVERAGE if facts.dual_managed else Conclusion.LISTED


def concluded_by_register(facts: Facts, policy: Policy) -> Conclusion | None:
    """
    Return what a register's row decides without anybody asking; None = an investigation is needed.

    Only that nothing is to be set up: excluded ownership, or no priority and known to have no member. Everything else
    founds or changes an organisation, and that is not done on a register's word. Source: domain.md §4, campaign.
    """
    conclusion = conclude(facts, policy)
    return conclusion if conclusion in {Conclusion.EXCLUDED, Conclusion.LISTED} else None


def independent_after_transfer(counted: int, transferable: int, policy: Policy) -> bool:
    """Tell whether the members who could be transferred here would make it enough for an own organisation. Source: S4."""
    minimum = policy.establishment.independent_minimum.value
    return counted < minimum <= counted + transferable
