"""The words that documents are put together of: sentences, dates as offices write them, names as they were."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from domain.catalogue import Catalogue, Said
from domain.orders import OrgId
from domain.people import Person, PersonId
from domain.roster.directory import Directory
from interfaces.papers.names import Names

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Words:
    """Fills sentences, and knows how people, organisations and days are written in them."""

    def __init__(self, catalogue: Catalogue, directory: Directory, names: Names, at: datetime) -> None:
        self.catalogue = catalogue
        self.directory = directory
        self._names = names
        self._at = at

    def said(self, key: str, **values: object) -> Said:
        """Return the sentence `paper.<key>`."""
        return self.catalogue.said(f"paper.{key}", **values)

    def label(self, member: StrEnum) -> Said:
        """Return the name of an enumeration's member."""
        return self.catalogue.label(member)

    def day(self, on: date) -> Said:
        """Return a day as official papers write it: digits without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
        return Said(zh=f"{on.year}年{on.month}月{on.day}日", en=f"{on.day} {_MONTHS[on.month - 1]} {on.year}")

    def org(self, org: OrgId, on: date) -> str:
        """Return what an organisation was called on a day; its id, where no roster names it."""
        return self.directory.org_name(org, on)

    def branch(self, branch: str) -> str:
        """Return what a branch is called."""
        return self._names.of(f"branch/{branch}", self._at)

    def enterprise(self, enterprise: str) -> str:
        """Return what an enterprise is called."""
        return self._names.of(f"enterprise/{enterprise}", self._at)

    def enterprises(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return what enterprises are called."""
        return tuple(self.enterprise(one) for one in ids)

    def comrade(self, person: Person) -> Said:
        """Return a person as papers name one."""
        return self.said("comrade", name=person.name)

    def comrades(self, people: Iterable[Person]) -> tuple[Said, ...]:
        """Return persons as papers name them."""
        return tuple(self.comrade(one) for one in people)

    def known(self, person: PersonId) -> Said:
        """Return somebody of whom a record has only the id."""
        return self.said("comrade", name=self.directory.name_of(person))

    def numbered(self, items: Iterable[object]) -> tuple[Said, ...]:
        """Return items as a numbered list."""
        return tuple(self.said("item", number=number, item=item) for number, item in enumerate(items, 1))
