"""Refusals as values: what an activity answers instead of raising, raised again where it is awaited."""

from activities.wire import Refused
from domain.refusals import DomainError


def told(refused: DomainError) -> Refused:
    """Return a refusal as a value."""
    return Refused(rule=refused.rule, policy=refused.policy, data=refused.data)


class RelayedError(DomainError):
    """A rule of another stream refused; this carries that rule's name and data."""

    def __init__(self, refused: Refused) -> None:
        self.rule = refused.rule  # type: ignore[misc]  # called as the rule that refused
        self.policy = refused.policy  # type: ignore[misc]
        super().__init__(**refused.data)
        self.refused = refused
