"""
Fields that name a person.

Every such field has one of these types, and no other text of the domain may hold a person's name: encrypting
them per person later is then the codec's matter alone.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.model import Model


@dataclass(frozen=True)
class PersonalData:
    """Marks a field's type as data about one person."""

    what: str


PersonId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"), PersonalData("id")]
"""An opaque id of a person; it says nothing about who that is."""

PersonName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$"),
    PersonalData("display name"),
]

Carried = Annotated[str, PersonalData("whatever it carries")]
"""A text that carries other fields, a person's among them: a whole command, or a datum that a refusal names."""


class Person(Model):
    """A person as an act needs to name one: an opaque id and a display name, always together."""

    id: PersonId = Field(title="编号", description="id of the person")
    name: PersonName = Field(title="姓名", description="display name")
