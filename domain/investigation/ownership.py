"""Whether an enterprise is one of those the programme is about. Source: domain.md §4; S1 [P]."""

from domain.policy.policy import Policy
from domain.register.ownership import Ownership


def in_scope(ownership: Ownership, policy: Policy) -> bool | None:
    """
    Tell whether an enterprise of that ownership is covered by an organisation of its own; None = must be asked.

    State-owned and collective ones are excluded; a branch office is listed with its parent; 个体工商户 as the policy
    says.
    """
    match ownership:
        case Ownership.PRIVATE:
            return True
        case Ownership.INDIVIDUAL_BUSINESS:
            return policy.investigation.individual_business.value
        case Ownership.UNKNOWN:
            return None
        case _:
            return False
