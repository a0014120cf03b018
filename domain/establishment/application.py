"""What is applied for: the facts it is judged on, and who shall lead (组建申请)."""

from pydantic import Field

from domain.branch.facts import Officer
from domain.branch_kinds import BranchKind
from domain.establishment.modes import JointGround, Mode
from domain.model import Count, Day, Digested, EntryRef, Identifier, Model, Name
from domain.orders import OrgId
from domain.people import Person, PersonId


class Partner(Model):
    """
    An enterprise with its members, as the cited entry tells.

    `counted`: full members whose relation is here. `others`: probationary and transferable members. Source: S6, S4.
    """

    enterprise: Identifier = Field(title="企业", description="id of the enterprise")
    counted: Count = Field(title="正式党员数", description="full members whose relation is here")
    others: Count = Field(default=0, title="预备党员、可转入党员数", description="probationary, transferable")
    source: EntryRef | None = Field(default=None, title="依据记录", description="the entry that tells it")


class Body(Model):
    """
    What an organisation is founded in, if not in enterprises: a project, a task, a place where members live.

    `counted` are its full members; in a temporary body their relations stay where they are. Source: B5, B8.
    """

    name: Name = Field(title="机构名称", description="project, task or place")
    counted: Count = Field(title="正式党员数", description="full members of the body")
    starts_on: Day | None = Field(default=None, title="起始日期", description="first day of the body")
    ends_on: Day | None = Field(default=None, title="结束日期", description="last day of the body")
    relations_transferred: bool = Field(
        default=True, title="转接组织关系", description="whether relations are transferred to it"
    )
    source: EntryRef | None = Field(default=None, title="依据记录", description="the entry that tells it")


class Application(Model):
    """
    One application, complete. Which fields a mode needs stands in `conditions`.

    `village`: the organisation lies in a village or community, whose terms of office it has.
    """

    mode: Mode = Field(title="组建方式", description="how it is set up")
    name: Name = Field(title="党组织名称", description="name of the organisation")
    kind: BranchKind | None = Field(
        default=None, title="党组织类型", description="none: no branch of its own"
    )
    partners: tuple[Partner, ...] = Field(default=(), max_length=50, title="企业", description="enterprises")
    body: Body | None = Field(default=None, title="机构", description="project, task or place")
    ground: JointGround | None = Field(default=None, title="联合依据", description="ground of a joint one")
    host: Identifier | None = Field(default=None, title="挂靠党支部", description="the host branch's id")
    host_org: OrgId | None = Field(
        default=None,
        title="挂靠党支部所在组织",
        description="where the host branch lies, which is asked to agree",
    )
    secretary: Person | None = Field(default=None, title="书记人选", description="candidate for secretary")
    own_org: OrgId | None = Field(
        default=None,
        title="党组织自身的组织",
        description="the branch's own organisation, if the roster has one",
    )
    village: bool = Field(default=False, title="村、社区", description="in a village or community")
    documents: tuple[Digested, ...] = Field(
        default=(), max_length=20, title="材料", description="documents, by digest"
    )

    @property
    def enterprises(self) -> tuple[Identifier, ...]:
        """The ids of the enterprises."""
        return tuple(one.enterprise for one in self.partners)

    @property
    def counted(self) -> int:
        """All counted members together."""
        return sum(one.counted for one in self.partners) + (self.body.counted if self.body else 0)


class Officers(Model):
    """Who leads: `members` is the committee, secretary and deputies included; none without a committee."""

    secretary: Officer = Field(title="书记", description="the secretary")
    deputies: tuple[Officer, ...] = Field(
        default=(), max_length=9, title="副书记", description="deputy secretaries"
    )
    members: tuple[Person, ...] = Field(
        default=(), max_length=99, title="委员", description="committee members"
    )

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody's id."""
        leading = (self.secretary, *self.deputies)
        return frozenset(one.person.id for one in leading) | {one.id for one in self.members}


class UnionRecord(Model):
    """Whether a trade union or youth league is set up; if not, why. Source: S8."""

    set_up: bool = Field(title="已建立", description="whether it is set up")
    explanation: Name | None = Field(default=None, title="说明", description="why it is not")
