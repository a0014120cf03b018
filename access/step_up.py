"""Decisions ask for credentials that were given lately (重新验证)."""

from datetime import datetime, timedelta

from access.principal import Principal
from access.refusals import StepUpNeededError


def check_fresh(principal: Principal, now: datetime, within: timedelta) -> None:
    """Refuse who gave their credentials longer ago than `within`, by the machine's clock. Raises `StepUpNeededError`."""
    if now - principal.authenticated_at > within:
        raise StepUpNeededError(within // timedelta(minutes=1))
