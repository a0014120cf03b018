"""The enterprises of the example register as the stories name them, and the members who work there."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from domain.people import Person
from domain.register.row import RegisterRow
from interfaces import examples
from interfaces.registers import read_register

FOLDER = Path(examples.__path__[0])
REGISTER = FOLDER / "register.csv"
ROSTER = FOLDER / "roster.toml"

MEMBER_SINCE = date(2019, 7, 1)


class Enterprise(NamedTuple):
    """A row of the example register."""

    id: str
    number: int
    row: RegisterRow
    org: str

    @property
    def stream(self) -> str:
        """The stream of its life."""
        return f"enterprise/{self.id}"

    @property
    def name(self) -> str:
        """Its name, without what all enterprises of the register have in common."""
        return self.row.name.removeprefix("示例")

    @property
    def counted(self) -> int:
        """Its counted members, as the register tells."""
        return self.row.members.full_here or 0

    def member(self, number: int) -> Person:
        """Return one of its members; the first is who will stand for secretary."""
        return Person(id=f"m-{self.number:02}-{number}", name=f"{self.name[:2]}{number}号")


@cache
def enterprises() -> dict[str, Enterprise]:
    """Return all of them, by the first two characters of the name that the register has not in common."""
    rows = [row for row in read_register(REGISTER) if isinstance(row, RegisterRow)]
    found = [Enterprise(row.enterprise, number, row, row.org or "") for number, row in enumerate(rows, 1)]
    return {f"{one.name[:2]}{'分' if '分公司' in one.name else ''}": one for one in found}


def enterprise(name: str) -> Enterprise:
    """Return one enterprise by the beginning of its name: `enterprise("青石")`."""
    return enterprises()[name]
