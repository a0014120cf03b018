"""Answers questions about a roster: places in the tree today and then, offices, who stands in (名册查询)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.orders import OrgId, Role
from domain.people import PersonId, PersonName
from domain.roster.days import Days
from domain.roster.offices import Delegation, Grant
from domain.roster.orgs import Org
from domain.roster.state import RosterState

DECIDING = frozenset({Role.REVIEWER, Role.APPROVER, Role.REGISTRAR, Role.EVALUATOR, Role.SUPERVISOR})
"""Roles whose holders decide: an office needs some, so that one need not decide what the same one submitted."""


class Office(NamedTuple):
    """A role in an organisation that somebody may act in; under a delegation, for whom."""

    role: Role
    org: OrgId
    on_behalf_of: PersonId | None = None


class Directory:
    """
    The rosters of all provinces, indexed once; it never changes.

    Rights follow the place of the day that is asked about: an organisation that was merged is its successor from then
    on, and offices in it have ended. An organisation that no roster names has no superiors but itself.
    """

    def __init__(self, rosters: Iterable[RosterState] = ()) -> None:
        kept = tuple(rosters)
        self._orgs: dict[OrgId, Org] = {org.id: org for roster in kept for org in roster.orgs}
        self._names: dict[PersonId, PersonName] = {
            person.id: person.name for roster in kept for person in roster.persons
        }
        self._grants: dict[PersonId, list[Grant]] = {}
        self._delegations: dict[PersonId, list[Delegation]] = {}
        self._holders: dict[OrgId, list[Grant]] = {}
        self._days = Days(self._orgs)
        for grant in (grant for roster in kept for grant in roster.grants):
            self._grants.setdefault(grant.person, []).append(grant)
            self._holders.setdefault(grant.org, []).append(grant)
        for one in (one for roster in kept for one in roster.delegations):
            self._delegations.setdefault(one.to, []).append(one)

    @property
    def empty(self) -> bool:
        """Whether no roster was imported yet."""
        return not self._orgs

    @property
    def unmanned(self) -> bool:
        """Whether nobody was ever given an office."""
        return not self._grants

    def org(self, org: OrgId) -> Org | None:
        """Return an organisation, or None."""
        return self._orgs.get(org)

    def orgs(self) -> tuple[Org, ...]:
        """Return all organisations, by id."""
        return tuple(self._orgs[org] for org in sorted(self._orgs))

    def knows_person(self, person: PersonId) -> bool:
        """Whether a roster names the person."""
        return person in self._names

    def name_of(self, person: PersonId) -> PersonName:
        """Return a person's display name; the id, where no roster names one."""
        return self._names.get(person, person)

    def org_name(self, org: OrgId, on: date) -> str:
        """Return what an organisation was called on a day; the id, where no roster names one."""
        known = self.org(org)
        return known.name_on(on) if known else org

    def called(self, what: str, known: str, on: date) -> str:
        """Return what an `org` was called on a day, or a `person` is; the id, where no roster names it."""
        return self.name_of(known) if what == "person" else self.org_name(known, on)

    def persons(self) -> tuple[PersonId, ...]:
        """Return all persons, by id."""
        return tuple(sorted(self._names))

    def current(self, org: OrgId, on: date) -> OrgId:
        """Return what an organisation is on a day: itself, or what it was merged into."""
        return self._days.on(on).current(org)

    def path(self, org: OrgId, on: date) -> tuple[OrgId, ...]:
        """Return the organisation of a day and all above it, nearest first."""
        return self._days.on(on).path(org)

    def within(self, org: OrgId, root: OrgId, on: date) -> bool:
        """Whether an organisation is `root` or lies below it on a day."""
        return self.current(root, on) in self.path(org, on)

    def below(self, root: OrgId, on: date) -> tuple[OrgId, ...]:
        """Return an organisation and all that lie below it on a day, those that were merged into one of them included."""
        return tuple(dict.fromkeys((root, *self._days.on(on).below(self.current(root, on)))))

    def offices(self, person: PersonId, on: date) -> tuple[Office, ...]:
        """Return what a person may act in on a day: own offices first, then those under a delegation."""
        own = [Office(one.role, one.org) for one in self._grants.get(person, ()) if self._held(one, on)]
        lent = [
            Office(one.role, one.org, one.principal)
            for one in self._delegations.get(person, ())
            if one.in_force_on(on) and self.holds(one.principal, one.role, one.org, on)
        ]
        return (*own, *lent)

    def holds(self, person: PersonId, role: Role, org: OrgId, on: date) -> bool:
        """Whether the person holds exactly that office on a day, by an own grant."""
        grants = self._grants.get(person, ())
        return any((one.role, one.org) == (role, org) and self._held(one, on) for one in grants)

    def administers(self, person: PersonId, org: OrgId, on: date) -> bool:
        """Whether the person is an administrator of the organisation or of one above it."""
        above = self.path(org, on)
        return any(one.role == Role.ADMIN and one.org in above for one in self.offices(person, on))

    def holders(self, role: Role, org: OrgId, on: date) -> tuple[PersonId, ...]:
        """Return who holds a role in exactly that organisation on a day."""
        return tuple(
            dict.fromkeys(
                one.person for one in self._holders.get(org, ()) if one.role == role and self._held(one, on)
            )
        )

    def staff(self, org: OrgId, on: date) -> tuple[PersonId, ...]:
        """Return who acts in exactly that organisation on a day: who holds an office there, or stands in for one who does."""
        held = (one.person for one in self._holders.get(org, ()) if self._held(one, on))
        lent = (one.to for one in self.delegations(on) if one.org == org)
        return tuple(dict.fromkeys((*held, *lent)))

    def delegations(self, on: date) -> tuple[Delegation, ...]:
        """Return the delegations in force on a day."""
        return tuple(one for some in self._delegations.values() for one in some if one.in_force_on(on))

    def office_for(self, role: Role, org: OrgId, on: date, deciders_minimum: int) -> OrgId | None:
        """
        Return which office a step goes to: the nearest one at or above `org` that can do it; None if nobody can.

        A deciding role's office needs `deciders_minimum` persons who decide anything there; where it has fewer, the
        step goes to the superior. Source: domain.md §2; `shared.deciders_minimum` [P].
        """
        for office in self.path(org, on):
            enough = role not in DECIDING or len(self._deciders(office, on)) >= deciders_minimum
            if enough and self.holders(role, office, on):
                return office
        return None

    def _deciders(self, org: OrgId, on: date) -> frozenset[PersonId]:
        return frozenset(
            one.person for one in self._holders.get(org, ()) if one.role in DECIDING and self._held(one, on)
        )

    def _held(self, grant: Grant, on: date) -> bool:
        return grant.held_on(on) and self.current(grant.org, on) == grant.org
