"""The tree of organisations as it is on one day, found once: a province has thousands, and every page asks for most of them. Pure."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from domain.orders import OrgId
from domain.roster.orgs import Org

_KEPT = 8
"""Days that are remembered: nearly all who ask ask about today."""


class Day:
    """The tree of a day."""

    def __init__(self, orgs: Mapping[OrgId, Org], on: date) -> None:
        self._orgs = orgs
        self._on = on
        self._paths: dict[OrgId, tuple[OrgId, ...]] = {}

    def current(self, org: OrgId) -> OrgId:
        """Return what an organisation is: itself, or what it was merged into."""
        seen = {org}
        while (known := self._orgs.get(org)) is not None:
            successor = known.successor_on(self._on)
            if successor is None or successor in seen:
                return org
            seen.add(successor)
            org = successor
        return org

    def path(self, org: OrgId) -> tuple[OrgId, ...]:
        """Return the organisation and all above it, nearest first."""
        if org not in self._orgs:
            return (org,)  # nobody knows it: nothing to remember
        if org not in self._paths:
            self._paths[org] = self._found(org)
        return self._paths[org]

    def below(self, root: OrgId) -> tuple[OrgId, ...]:
        """Return all that lie at or below an organisation, in the order of the roster."""
        return tuple(self._below.get(root, ()))

    @cached_property
    def _below(self) -> Mapping[OrgId, list[OrgId]]:
        below: dict[OrgId, list[OrgId]] = {}
        for org in self._orgs:
            for above in self.path(org):
                below.setdefault(above, []).append(org)
        return below

    def _found(self, org: OrgId) -> tuple[OrgId, ...]:
        path: list[OrgId] = []
        step: OrgId | None = org
        while step is not None:
            step = self.current(step)
            if step in path:
                break
            path.append(step)
            known = self._orgs.get(step)
            step = known.parent_on(self._on) if known else None
        return tuple(path)


class Days:
    """The days that were asked about lately."""

    def __init__(self, orgs: Mapping[OrgId, Org]) -> None:
        self._orgs = orgs
        self._days: dict[date, Day] = {}

    def on(self, day: date) -> Day:
        """Return the tree of a day."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= _KEPT:
                self._days.pop(next(iter(self._days)), None)
            found = self._days[day] = Day(self._orgs, day)
        return found
