"""The shipped policy and calendar, and policies that differ from it in one value."""

from functools import cache
from pathlib import Path
from typing import Any

import domain
from domain.calendar import Calendar, parse_calendar_year
from domain.policy.document import parse_policy
from domain.policy.policy import Policy

_DOMAIN = Path(domain.__file__).parent


def default_policy_text() -> str:
    return (_DOMAIN / "policy" / "default.toml").read_text(encoding="utf-8")


@cache
def default_policy() -> Policy:
    return parse_policy(default_policy_text())


def policy_with(path: str, of: Policy | None = None, **changes: Any) -> Policy:
    """Return the shipped policy, or another, with another `value`, `strength` … of the rule at `path`."""
    section, field = path.split(".")
    document = (of or default_policy()).model_dump()
    document[section][field].update(changes)
    return Policy.model_validate(document)


def calendar_texts() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((_DOMAIN / "calendars").glob("*.toml"))]


@cache
def published_calendar() -> Calendar:
    return Calendar(years=tuple(parse_calendar_year(text) for text in calendar_texts()))
