"""How a limit of the policy refuses."""

from typing import Any

from domain.policy.exceptions import Waiver, allows
from domain.policy.rule import Rule
from domain.refusals import DomainError


def refuse(refusal: DomainError, rule: Rule[Any], waivers: tuple[Waiver, ...]) -> None:
    """Raise `refusal` unless a waiver lifts `rule`, the one at the path that the refusal names."""
    if not allows(rule, refusal.policy or "", waivers):
        raise refusal
