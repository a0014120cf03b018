"""A roster as people write it (TOML): organisations, and each person with the offices held."""

from collections.abc import Iterator
from itertools import chain
from typing import TypeVar

from domain.documents import parse_document
from domain.model import Day, Model, Name
from domain.orders import OrgId, Role
from domain.people import Person, PersonId, PersonName
from domain.roster.commands import PORTION, ImportRoster
from domain.roster.offices import Grant
from domain.roster.orgs import OrgLevel, OrgListed
from domain.roster.refusals import RosterInvalidError

T = TypeVar("T")


class OrgLine(Model):
    """An organisation; `since`: the document's, if absent."""

    id: OrgId
    name: Name
    level: OrgLevel
    parent: OrgId | None = None
    since: Day | None = None
    guides: tuple[OrgId, ...] = ()


class OfficeLine(Model):
    """What a person is, and where; `since`: the document's, if absent."""

    role: Role
    org: OrgId
    since: Day | None = None
    until: Day | None = None


class PersonLine(Model):
    """A person and the offices held."""

    id: PersonId
    name: PersonName
    offices: tuple[OfficeLine, ...] = ()


class RosterDocument(Model):
    """A roster file. `scope`: everything in it lies there or below; the province's id, if absent."""

    province: OrgId
    scope: OrgId | None = None
    since: Day
    orgs: tuple[OrgLine, ...] = ()
    people: tuple[PersonLine, ...] = ()

    @property
    def stream(self) -> str:
        """The stream the roster is kept in."""
        return f"roster/{self.province}"

    def portions(self) -> Iterator[ImportRoster]:
        """
        Yield the commands that state it, organisations first, then persons, then offices; each fits an entry.

        Administrators get their offices first, because whoever imports the first roster is nobody until then.
        """
        listings = sorted((self._listed(one) for one in self.orgs), key=self._depth)
        persons = [Person(id=one.id, name=one.name) for one in self.people]
        grants = sorted(chain.from_iterable(map(self._grants, self.people)), key=_is_less_than_admin)
        scope = self.scope or self.province
        for some in _cut(listings):
            yield ImportRoster(org=scope, orgs=some)
        for people in _cut(persons):
            yield ImportRoster(org=scope, persons=people)
        for offices in _cut(grants):
            yield ImportRoster(org=scope, grants=offices)

    def _listed(self, line: OrgLine) -> OrgListed:
        return OrgListed.model_validate(line.model_dump() | {"since": line.since or self.since})

    def _depth(self, listing: OrgListed) -> int:
        """Return how many organisations of the file stand above one, so that superiors come first."""
        parents = {one.id: one.parent for one in self.orgs}
        depth, above = 0, listing.parent
        while above in parents and depth < len(parents):
            depth, above = depth + 1, parents[above]
        return depth

    def _grants(self, line: PersonLine) -> Iterator[Grant]:
        for one in line.offices:
            yield Grant(
                person=line.id, role=one.role, org=one.org, since=one.since or self.since, until=one.until
            )


def parse_roster(text: str) -> RosterDocument:
    """Read a roster file. Raises `RosterInvalidError` naming the first wrong field."""
    return parse_document(text, RosterDocument, RosterInvalidError)


def _is_less_than_admin(grant: Grant) -> bool:
    return grant.role is not Role.ADMIN


def _cut(items: list[T]) -> Iterator[tuple[T, ...]]:
    for start in range(0, len(items), PORTION):
        yield tuple(items[start : start + PORTION])
