"""Whether an enterprise is one of those the programme is about. Source: domain.md §4; S1 [P]."""

from domain.policy.policy import Policy
from domain.register.ownership import Ownership

NEVER_IN_SCOPE = frozenset({Ownership.STATE, Ownership.COLLECTIVE, Ownership.BRANCH_OFFICE})
"""Excluded whatever the policy says; a branch office is listed with its parent."""


def in_scope(ownership: Ownership, policy: Policy) -> bool | None:
    """
    Tell whether an enterprise of that ownership is covered by an organisation of its own; None = must be asked.

    State-owned and collective ones are excluded; a branch office is listed with its parent; 个体工商户 as the policy
    says.
    """
    if ownership in NEVER_IN_SCOPE:
        return False
    if ownership == Ownership.INDIVIDUAL_BUSINESS:
        return policy.investigation.individual_business.value
    return None if ownership == Ownership.UNKNOWN else True
