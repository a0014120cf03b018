"""重点: who is investigated first. It is never a gate to an organisation. Source: S2."""

from collections.abc import Iterable

from domain.investigation.facts import Facts
from domain.policy.policy import Policy


def has_priority(facts: Facts, policy: Policy) -> bool | None:
    """
    Tell whether an enterprise has priority; None = what is known does not decide it.

    In a cluster or a park at city level or above, or all three of fixed premises, enough employees, production or
    business activity. Missing data is never "no". Source: S2.
    """
    enough = None
    if facts.employees is not None:
        enough = facts.employees >= policy.investigation.employees_minimum.value
    by_itself = _all((facts.premises, enough, facts.in_production))
    return _any((facts.cluster_or_park, by_itself))


def _all(known: Iterable[bool | None]) -> bool | None:
    told = list(known)
    if False in told:
        return False
    return None if None in told else True


def _any(known: Iterable[bool | None]) -> bool | None:
    told = list(known)
    if True in told:
        return True
    return None if None in told else False
