"""What a branch consists of."""

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.contract.terms import ContractTerms
from domain.filing.kinds import Post
from domain.model import Count, Day, Identifier, Model, Year
from domain.people import Person

Stars = Annotated[int, Field(ge=0, le=5)]
FIRST_DAY, LAST_DAY = date(1921, 7, 1), date(2200, 12, 31)
OnDay = Annotated[Day, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day in the life of a branch; bounded so that date arithmetic cannot leave the calendar."""


class Partner(Model):
    """An enterprise of the branch, as far as counts are known. `counted`: full members whose relation is here."""

    enterprise: Identifier = Field(title="企业", description="id of the enterprise")
    counted: Count | None = Field(default=None, title="正式党员数", description="full members here")
    employees: Count | None = Field(default=None, title="职工数", description="employees")


class Officer(Model):
    """Somebody in an office. `investor`: the main investor of an enterprise of the branch, if known."""

    person: Person = Field(title="任职人", description="the person")
    investor: bool | None = Field(default=None, title="是否主要出资人", description="whether a main investor")


class TermOfOffice(Model):
    """From the first day to the last, both included."""

    starts_on: OnDay = Field(title="任期开始", description="first day")
    ends_on: OnDay = Field(title="任期届满", description="last day")


class HeldContract(Model):
    """A labour contract of somebody who works for the branch."""

    contract: Identifier = Field(title="合同", description="id of the contract")
    person: Person = Field(title="合同当事人", description="whose contract it is")
    post: Post = Field(title="职务", description="post of that person")
    terms: ContractTerms | None = Field(default=None, title="合同条款", description="the terms, if known")


class HeldAdviser(Model):
    """Somebody who already serves an enterprise of the branch (党建工作指导员)."""

    person: Person = Field(title="指导员", description="the adviser")
    enterprise: Identifier = Field(title="联系企业", description="the enterprise that is served")
    until: OnDay | None = Field(
        default=None, title="任期届满", description="last day of the service; one term from now, if unknown"
    )


class YearStar(Model):
    """The stars of a year."""

    year: Year = Field(title="年度", description="the evaluated year")
    star: Stars = Field(title="星级", description="stars, 0 = none")


class Destination(Model):
    """Where members of a dissolved branch go."""

    organisation: Identifier = Field(title="接收党组织", description="the receiving organisation")
    members: Count = Field(title="人数", description="how many")
