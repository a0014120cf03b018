"""What can be ordered of a filing."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.contract.terms import ContractTerms
from domain.filing.kinds import FilingKind, LegalGround, Post
from domain.matter.commands import LEADERS, SharedCommand
from domain.model import Day, Digested, EntryRef, Identifier, Model, Text
from domain.orders import Command, OrgId, Reach, Role
from domain.people import Person

OPERATORS = frozenset({Role.OPERATOR})
REGISTRARS = frozenset({Role.REGISTRAR})


class FiledChange(Model):
    """What is filed: the change itself. `effective_on`: the first day on which it counts."""

    ground: LegalGround = Field(title="法定事由", description="legal ground")
    effective_on: Day = Field(title="生效日期", description="effective date")
    before: ContractTerms | None = Field(default=None, title="变更前", description="terms before")
    after: ContractTerms | None = Field(default=None, title="变更后", description="terms after")
    documents: tuple[Digested, ...] = Field(
        default=(), max_length=20, title="材料", description="documents, by digest"
    )


class SubmitFiling(Command):
    """提交备案: the branch files what happened to a contract."""

    kind: Literal["submit_filing"] = "submit_filing"
    roles: ClassVar = OPERATORS | {Role.UPSTREAM}
    opens: ClassVar = True
    filing: FilingKind = Field(title="备案类型", description="kind of filing")
    org: OrgId = Field(title="所属组织", description="the branch's organisation")
    branch: Identifier = Field(title="党支部", description="id of the branch")
    enterprise: Identifier = Field(title="企业", description="id of the enterprise")
    person: Person = Field(title="合同当事人", description="whose contract it is")
    post: Post = Field(title="职务", description="post of that person")
    investor: bool = Field(default=False, title="是否出资人", description="whether the person is an investor")
    contract_entry: EntryRef | None = Field(
        default=None, title="合同记录", description="the entry by which the system knows the contract"
    )
    change: FiledChange = Field(title="变动", description="what is filed")


class AcknowledgeFiling(Command):
    """备案回执: the superior's registrar takes note and gives a receipt."""

    kind: Literal["acknowledge_filing"] = "acknowledge_filing"
    roles: ClassVar = REGISTRARS


class RequestCorrection(Command):
    """要求补正: lists what must be mended."""

    kind: Literal["request_correction"] = "request_correction"
    roles: ClassVar = REGISTRARS
    items: tuple[Text, ...] = Field(min_length=1, max_length=20, title="补正事项", description="what to mend")


class Correct(Command):
    """补正: files the change again, mended."""

    kind: Literal["correct"] = "correct"
    roles: ClassVar = OPERATORS | {Role.UPSTREAM}
    change: FiledChange = Field(title="变动", description="what is filed, mended")


class Withdraw(Command):
    """撤回: the branch takes its filing back."""

    kind: Literal["withdraw_filing"] = "withdraw_filing"
    roles: ClassVar = OPERATORS
    while_suspended: ClassVar = True
    reason: Text = Field(title="理由", description="the reason")


class ObjectToFiling(Command):
    """提出异议: where policy asks for consent, the superior objects to a dismissal."""

    kind: Literal["object_to_filing"] = "object_to_filing"
    roles: ClassVar = frozenset({Role.REVIEWER, Role.APPROVER})
    reach: ClassVar = Reach.SUPERIOR
    reasons: Text = Field(title="理由", description="the reasons")


class DecideObjection(Command):
    """异议裁定: the superior decides about the objection."""

    kind: Literal["decide_filing_objection"] = "decide_filing_objection"
    roles: ClassVar = LEADERS
    reach: ClassVar = Reach.SUPERIOR
    upheld: bool = Field(title="是否成立", description="whether the objection stands")
    reasons: Text = Field(title="理由", description="the reasons")


class AppealConsent(Command):
    """申诉: the superior appeals against a consent that came by silence; the consent stands until decided."""

    kind: Literal["appeal_consent"] = "appeal_consent"
    roles: ClassVar = frozenset({Role.REVIEWER, Role.APPROVER})
    reach: ClassVar = Reach.SUPERIOR
    when_closed: ClassVar = True
    reasons: Text = Field(title="理由", description="the reasons")


class DecideAppeal(Command):
    """申诉裁定: the superior keeps the consent or takes it back."""

    kind: Literal["decide_consent_appeal"] = "decide_consent_appeal"
    roles: ClassVar = LEADERS
    reach: ClassVar = Reach.SUPERIOR
    upheld: bool = Field(title="是否成立", description="whether the appeal stands")
    reasons: Text = Field(title="理由", description="the reasons")


class RecordStatement(Command):
    """本人陈述: the person concerned puts a statement on record, by digest."""

    kind: Literal["record_statement"] = "record_statement"
    roles: ClassVar = OPERATORS | REGISTRARS
    statement: Digested = Field(title="陈述材料", description="the statement, by digest")


class LinkContract(Command):
    """关联合同: the registrar says which known contract an unknown one is, or registers it as new."""

    kind: Literal["link_contract"] = "link_contract"
    roles: ClassVar = REGISTRARS
    contract: Identifier | None = Field(
        default=None, title="合同", description="the known contract; none: a new one"
    )


FilingCommand = Annotated[
    SubmitFiling
    | AcknowledgeFiling
    | RequestCorrection
    | Correct
    | Withdraw
    | ObjectToFiling
    | DecideObjection
    | AppealConsent
    | DecideAppeal
    | RecordStatement
    | LinkContract
    | SharedCommand,
    Field(discriminator="kind"),
]
