"""Organisations as they were on any day: a stable id, dated names, dated places in the tree. Source: domain.md §2 [P]."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from domain.model import Day, Model, Name
from domain.orders import OrgId


class OrgLevel(StrEnum):
    """What an organisation is in the tree (组织层级)."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    """乡镇、街道"""
    PARK = "park"
    INDUSTRY_COMMITTEE = "industry_committee"
    """行业党委: leads branches, or guides what a township leads."""
    BRANCH = "branch"
    """A branch that has an office of its own; without one, its township's operators act for it."""


class OrgListed(Model):
    """An organisation as a roster names it. `since`: from when it has this name and this place."""

    id: OrgId = Field(title="编号", description="the stable id")
    name: Name = Field(title="名称", description="the name")
    level: OrgLevel = Field(title="层级", description="the level")
    parent: OrgId | None = Field(default=None, title="上级", description="the organisation that leads it")
    since: Day = Field(title="起始日期", description="from when")
    guides: tuple[OrgId, ...] = Field(
        default=(), max_length=100, title="指导对象", description="organisations it guides without leading"
    )


class NameSince(Model):
    """A name and the first day it counts."""

    since: Day
    name: Name


class PlaceSince(Model):
    """A place in the tree and the first day it counts."""

    since: Day
    parent: OrgId | None


class Org(Model):
    """One organisation with its history, oldest first. `into`: the one it was merged into on `merged_on`."""

    id: OrgId
    level: OrgLevel
    names: tuple[NameSince, ...]
    places: tuple[PlaceSince, ...]
    guides: tuple[OrgId, ...] = ()
    into: OrgId | None = None
    merged_on: Day | None = None

    def name_on(self, day: date) -> Name:
        """Return its name on `day`; before the first one that is known, that one."""
        return max((one for one in self.names if one.since <= day), key=_since, default=self.names[0]).name

    def parent_on(self, day: date) -> OrgId | None:
        """Return who leads it on `day`; before the first place that is known, that one."""
        return max(
            (one for one in self.places if one.since <= day), key=_since, default=self.places[0]
        ).parent

    def successor_on(self, day: date) -> OrgId | None:
        """Return the organisation it had been merged into by `day`, or None."""
        return self.into if self.merged_on is not None and self.merged_on <= day else None

    def renamed(self, name: Name, since: date) -> "Org":
        """Return it with another name from a day."""
        if self.name_on(since) == name:
            return self
        others = (one for one in self.names if one.since != since)
        names = tuple(sorted((*others, NameSince(since=since, name=name)), key=_since))
        return self.model_copy(update={"names": names})

    def moved(self, parent: OrgId | None, since: date) -> "Org":
        """Return it in another place from a day."""
        if self.parent_on(since) == parent:
            return self
        others = (one for one in self.places if one.since != since)
        places = tuple(sorted((*others, PlaceSince(since=since, parent=parent)), key=_since))
        return self.model_copy(update={"places": places})

    def listed(self, listing: OrgListed) -> "Org":
        """Return it as a roster names it from that roster's day; the same when it says nothing new."""
        dated = self.renamed(listing.name, listing.since).moved(listing.parent, listing.since)
        return dated.model_copy(update={"level": listing.level, "guides": listing.guides})


def org_of(listing: OrgListed) -> Org:
    """Return a new organisation."""
    return Org(
        id=listing.id,
        level=listing.level,
        names=(NameSince(since=listing.since, name=listing.name),),
        places=(PlaceSince(since=listing.since, parent=listing.parent),),
        guides=listing.guides,
    )


def _since(one: NameSince | PlaceSince) -> date:
    return one.since
