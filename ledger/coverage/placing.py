"""In which line of a table of figures an organisation counts: the one below the asked one that it lies in. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from domain.orders import OrgId
from domain.roster.directory import Directory
from domain.roster.orgs import OrgLevel


class Placed(NamedTuple):
    """
    Organisations and their lines, side by side.

    `others`: whether an organisation that no roster places counts in a line of its own; else not at all.
    """

    orgs: tuple[OrgId, ...]
    lines: tuple[OrgId, ...]
    others: bool


def placed(directory: Directory, asked: OrgId | None, today: date, level: OrgLevel | None = None) -> Placed:
    """
    Return the lines of the figures of an organisation, by the places of today (domain.md §2); None: of everybody.

    A line for each organisation directly below; with `level`, for the nearest one of that level above each. What lies
    below none of these, and the asked one itself, counts in the asked one's own line.
    """
    others = asked is None
    if asked is None:
        found = {one.id: directory.path(one.id, today) for one in directory.orgs()}
        tops = {path[-1] for path in found.values()}
        asked = next(iter(tops)) if len(tops) == 1 else None
    else:
        found = {one: directory.path(one, today) for one in directory.below(asked, today)}
        asked = directory.current(asked, today)
    lines = {org: _line(directory, path, asked, level) for org, path in found.items()}
    return Placed(tuple(lines), tuple(lines.values()), others=others)


def _line(directory: Directory, path: Sequence[OrgId], asked: OrgId | None, level: OrgLevel | None) -> OrgId:
    upto = list(path[: path.index(asked)]) if asked in path else list(path)
    of_level = [one for one in upto if level is None or _level(directory, one) == level]
    chosen = of_level[-1:] if level is None else of_level[:1]
    return next(iter(chosen), asked or path[-1])


def _level(directory: Directory, org: OrgId) -> OrgLevel | None:
    known = directory.org(org)
    return known.level if known else None
