"""Offices: who is what in which organisation, and who stands in for whom (岗位、委托)."""

from datetime import date

from pydantic import Field

from domain.model import Day, Model
from domain.orders import OrgId, Role
from domain.people import PersonId


class Grant(Model):
    """A person's office: from `since` to `until`, both included; without `until`, until further notice."""

    person: PersonId = Field(title="人员", description="the person")
    role: Role = Field(title="岗位", description="the role")
    org: OrgId = Field(title="组织", description="the organisation")
    since: Day = Field(title="起始日期", description="the first day")
    until: Day | None = Field(default=None, title="截止日期", description="the last day")

    def held_on(self, day: date) -> bool:
        """Whether the office is held on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


class Delegation(Model):
    """`to` acts for `principal` in one office, from `since` to `until`; not from `ended_on` on."""

    principal: PersonId
    to: PersonId
    role: Role
    org: OrgId
    since: Day
    until: Day
    ended_on: Day | None = None

    def in_force_on(self, day: date) -> bool:
        """Whether it counts on `day`."""
        return self.since <= day <= self.until and (self.ended_on is None or day < self.ended_on)
