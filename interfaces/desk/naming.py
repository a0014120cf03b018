"""Whom or what a case is about, by name (事项对象)."""

from collections.abc import Iterable
from datetime import date

from domain.roster.directory import Directory
from ledger.subjects import About


def named(about: About, names: Iterable[str], directory: Directory, today: date) -> str:
    """Return the name that is shown. `names`: of the streams it is about, in their order."""
    if about.org is not None:
        return directory.org_name(about.org, today)
    return about.name or "、".join(names)
