"""五清: the five sections of an investigation, each with who says so, when, and on which evidence. Source: S1."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.coverage import CoverageLevel
from domain.model import BasisPoints, Day, Digested, Identifier, Model, Name
from domain.people import Person, PersonId
from domain.policy.investigation import ParkLevel
from domain.register.ownership import Ownership
from domain.register.row import Headcount, MemberCounts


class SectionName(StrEnum):
    """五清."""

    INVESTORS = "investors"
    """出资人情况清"""
    WORKFORCE = "workforce"
    """职工队伍情况清"""
    MEMBERS = "members"
    """党员情况清"""
    OPERATIONS = "operations"
    """生产经营情况清"""
    COVERAGE = "coverage"
    """组织和工作覆盖情况清"""


class Investor(Model):
    """Who holds a share: a person or an organisation. `share`: in basis points, 10 000 = all of it."""

    person: Person | None = Field(default=None, title="自然人", description="a natural person")
    organisation: Name | None = Field(default=None, title="法人", description="an organisation")
    share: BasisPoints | None = Field(default=None, title="出资比例", description="basis points")
    main: bool = Field(default=False, title="主要出资人", description="the main investor")
    member: bool | None = Field(default=None, title="是否党员", description="whether a party member")


class Investors(Model):
    """出资人: whose the enterprise is, and who its investors are."""

    section: Literal[SectionName.INVESTORS] = SectionName.INVESTORS
    ownership: Ownership = Field(title="所有制", description="whose the enterprise is")
    investors: tuple[Investor, ...] = Field(
        default=(), max_length=100, title="出资人", description="the investors"
    )


class Workforce(Model):
    """职工: employees by kind of contract; whether trade union and youth league are set up."""

    section: Literal[SectionName.WORKFORCE] = SectionName.WORKFORCE
    employees: Headcount = Field(title="职工人数", description="employees by kind of contract")
    trade_union: bool | None = Field(default=None, title="工会", description="whether there is a trade union")
    youth_league: bool | None = Field(
        default=None, title="共青团", description="whether there is a youth league"
    )


class Membership(StrEnum):
    """党员类别."""

    FULL = "full"
    """正式党员"""
    PROBATIONARY = "probationary"
    """预备党员"""


class MemberPost(StrEnum):
    """党员岗位."""

    INVESTOR = "investor"
    MANAGEMENT = "management"
    BACKBONE = "backbone"
    WORKER = "worker"


class Relation(StrEnum):
    """组织关系. Source: S4, S5."""

    HERE = "here"
    """在本企业"""
    TRANSFERABLE = "transferable"
    """可转入"""
    DUAL_MANAGED = "dual_managed"
    """一方隶属、双重管理"""


class Member(Model):
    """One member who works in the enterprise."""

    person: Person = Field(title="党员", description="the member")
    membership: Membership = Field(title="类别", description="full or probationary")
    full_since: Day | None = Field(default=None, title="转正日期", description="full member since")
    post: MemberPost = Field(title="岗位", description="post in the enterprise")
    relation: Relation = Field(title="组织关系", description="where the relation is")


class Members(Model):
    """党员: each of them; in a large enterprise the rest by numbers (`unlisted`)."""

    section: Literal[SectionName.MEMBERS] = SectionName.MEMBERS
    members: tuple[Member, ...] = Field(
        default=(), max_length=100, title="党员名册", description="each member"
    )
    unlisted: MemberCounts = Field(
        default=MemberCounts(full_here=0, transferable=0, dual_managed=0, probationary=0),
        title="未列名人数",
        description="members who are not in the list, by kind; a number that is not known is left open",
    )


class Operations(Model):
    """生产经营: premises, activity, industry, chain, park."""

    section: Literal[SectionName.OPERATIONS] = SectionName.OPERATIONS
    premises: bool = Field(title="固定场所", description="fixed premises")
    in_production: bool = Field(title="生产经营", description="production or business activity")
    industry: Annotated[str, Field(pattern=r"^[A-Z]?[0-9]{0,4}$", max_length=5)] = Field(
        default="", title="行业代码", description="code of GB/T 4754"
    )
    chain: Name | None = Field(default=None, title="产业链", description="the industrial chain")
    cluster: bool = Field(default=False, title="产业集群", description="in an industrial cluster")
    park: Name | None = Field(default=None, title="园区", description="the park's name")
    park_level: ParkLevel | None = Field(
        default=None, title="园区级别", description="who recognised the park"
    )


class Coverage(Model):
    """覆盖: by what the enterprise is covered, and when there was activity last."""

    section: Literal[SectionName.COVERAGE] = SectionName.COVERAGE
    level: CoverageLevel | None = Field(default=None, title="覆盖方式", description="none: not covered")
    branch: Identifier | None = Field(default=None, title="党组织", description="id of the branch, if known")
    organisation: Name | None = Field(
        default=None, title="党组织名称", description="name of the organisation"
    )
    last_activity: Day | None = Field(default=None, title="最近活动", description="day of the last activity")


Section = Annotated[Investors | Workforce | Members | Operations | Coverage, Field(discriminator="section")]


class Report(Model):
    """A section as somebody told it: who or which system, when it was so, on which evidence (来源)."""

    content: Section
    source: PersonId
    """The person who reports, or the system."""
    observed_on: Day
    evidence: tuple[Digested, ...] = ()


def members_told(section: Members) -> MemberCounts:
    """
    Return how many members of each kind there are, listed and unlisted together; None where a number is not known.

    Probationary members are one kind, wherever their relation is. Source: S4–S6; E5.
    """
    full = [one.relation for one in section.members if one.membership == Membership.FULL]
    more = section.unlisted
    return MemberCounts(
        full_here=_plus(more.full_here, full.count(Relation.HERE)),
        transferable=_plus(more.transferable, full.count(Relation.TRANSFERABLE)),
        dual_managed=_plus(more.dual_managed, full.count(Relation.DUAL_MANAGED)),
        probationary=_plus(more.probationary, len(section.members) - len(full)),
    )


def _plus(known: int | None, listed: int) -> int | None:
    return None if known is None else known + listed
