"""What other processes tell a branch: given by the service alone."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.branch.facts import Officer, OnDay, Partner, Stars, TermOfOffice
from domain.branch.kinds import BranchMode, Office
from domain.branch_kinds import BranchKind
from domain.filing.kinds import FilingKind, Post
from domain.matter.commands import SERVICE
from domain.model import Count, DocumentNumber, Identifier, Name, StreamName, Text, Year
from domain.orders import Command, OrgId
from domain.people import Person
from domain.policy.exceptions import Waiver


class BeginBranch(Command):
    """成立党组织: the superior approved; the branch begins, and waits for its founding meeting."""

    kind: Literal["begin_branch"] = "begin_branch"
    roles: ClassVar = SERVICE
    opens: ClassVar = True
    org: OrgId = Field(title="所属组织", description="the branch's own organisation")
    superior: OrgId = Field(title="上级党组织", description="the organisation that approved it")
    name: Name = Field(title="名称", description="name of the branch")
    branch_kind: BranchKind = Field(title="设置形式", description="kind of organisation")
    mode: BranchMode = Field(title="组建方式", description="mode of establishment")
    partners: Annotated[tuple[Partner, ...], Field(max_length=50)] = Field(
        default=(), title="企业", description="its enterprises with their counted members"
    )
    body_counted: Count | None = Field(
        default=None, title="机构正式党员数", description="full members, of a branch founded in a body"
    )
    village: bool = Field(
        default=False, title="是否村、社区", description="whether in a village or community"
    )
    ends_on: OnDay | None = Field(
        default=None, title="存续至", description="last day of the project or task, if it has one"
    )
    document: DocumentNumber = Field(title="批复文号", description="the superior's approval")
    establishment: StreamName = Field(title="组建事项", description="the establishment it comes from")


class ActivateBranch(Command):
    """党组织成立: result and officers are accepted; without a secretary the office is vacant from the start."""

    kind: Literal["activate_branch"] = "activate_branch"
    roles: ClassVar = SERVICE
    secretary: Officer | None = Field(default=None, title="书记", description="the secretary, if accepted")
    deputy: Officer | None = Field(default=None, title="副书记", description="the deputy, if any")
    further_deputies: Annotated[tuple[Officer, ...], Field(max_length=9)] = Field(
        default=(), title="其他副书记", description="whom else the committee elected, if it has several"
    )
    committee: Annotated[tuple[Person, ...], Field(max_length=99)] = Field(
        default=(), title="委员", description="the committee, if any"
    )
    term_starts_on: OnDay = Field(title="任期开始", description="first day of the term")
    establishment: StreamName = Field(title="组建事项", description="the establishment it comes from")


class AbandonBranch(Command):
    """停止成立: the approval was taken back before the branch came alive; given by its establishment alone."""

    kind: Literal["abandon_branch"] = "abandon_branch"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    reason: Text = Field(title="理由", description="why the approval was taken back")


class NoteContract(Command):
    """记载合同变动: a filing about a contract of somebody of the branch was filed."""

    kind: Literal["note_contract"] = "note_contract"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    filing: StreamName = Field(title="备案事项", description="the filing")
    filing_kind: FilingKind = Field(title="备案类型", description="kind of filing")
    contract: Identifier = Field(title="合同", description="id of the contract")
    person: Person = Field(title="合同当事人", description="whose contract it is")
    post: Post = Field(title="职务", description="post of that person")
    effective_on: OnDay = Field(title="生效日期", description="effective date")


class NoteOfficer(Command):
    """记载任职: an appointment put somebody in office, or names somebody to act."""

    kind: Literal["note_officer"] = "note_officer"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    office: Office = Field(title="职务", description="the office")
    officer: Officer = Field(title="任职人", description="who holds it")
    acting: bool = Field(default=False, title="是否主持工作", description="only acting until it is filled")
    term: TermOfOffice | None = Field(default=None, title="任期", description="the term; none when acting")
    appointment: StreamName = Field(title="选配事项", description="the appointment it comes from")


class NoteEvaluation(Command):
    """记载评定: a year's evaluation of the branch was opened; it hears when the branch ends, or that it had ended."""

    kind: Literal["note_evaluation"] = "note_evaluation"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    evaluation: StreamName = Field(title="评定事项", description="the evaluation")


class NoteStar(Command):
    """记载星级: an evaluation round awarded stars, or took some back."""

    kind: Literal["note_star"] = "note_star"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    year: Year = Field(title="年度", description="the evaluated year")
    star: Stars = Field(title="星级", description="stars, 0 = none")
    evaluation: StreamName = Field(title="评定事项", description="the evaluation it comes from")


class CheckHost(Command):
    """核对挂靠党支部: an affiliation names this branch as its host; it must live, and lie at `org`."""

    kind: Literal["check_host"] = "check_host"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    org: OrgId = Field(title="所在组织", description="where the application says it lies")


class NotePartnerLeft(Command):
    """记载企业离开: an enterprise of a joint branch is covered at a higher level now."""

    kind: Literal["note_partner_left"] = "note_partner_left"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    enterprise: Identifier = Field(title="企业", description="id of the enterprise")
    by: StreamName = Field(title="新的覆盖", description="what covers it now")


class NoteAffiliation(Command):
    """记载挂靠: an enterprise is affiliated to this branch, its host, or no longer is."""

    kind: Literal["note_affiliation"] = "note_affiliation"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    enterprise: Identifier = Field(title="企业", description="id of the enterprise")
    affiliated: bool = Field(default=True, title="是否挂靠", description="false: it leaves the host")
    establishment: StreamName = Field(title="组建事项", description="the establishment it comes from")


class AdmitMerger(Command):
    """准予并入: asked in the append that merges another branch into this one."""

    kind: Literal["admit_merger"] = "admit_merger"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    branch: Identifier = Field(title="并入的党组织", description="id of the merged branch")
    enterprises: Annotated[tuple[Identifier, ...], Field(max_length=50)] = Field(
        default=(), title="企业", description="its enterprises"
    )
    waivers: Annotated[tuple[Waiver, ...], Field(max_length=10)] = Field(
        default=(), title="例外", description="exceptions granted"
    )


class ReceiveBranch(Command):
    """并入: another branch was merged into this one; its enterprises and members come here."""

    kind: Literal["receive_branch"] = "receive_branch"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    branch: Identifier = Field(title="并入的党组织", description="id of the merged branch")
    partners: Annotated[tuple[Partner, ...], Field(max_length=50)] = Field(
        default=(), title="企业", description="its enterprises with their counted members"
    )
    document: DocumentNumber = Field(title="决定文号", description="the decision")
