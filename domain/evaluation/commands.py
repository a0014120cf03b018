"""What can be ordered of an evaluation."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.evaluation.facts import Codes, Documents, ObjectionNumber
from domain.evaluation.service_commands import (
    AbsorbStar,
    AwardStar,
    NoteProposal,
    OpenEvaluation,
    PostProposal,
)
from domain.evaluation.vetoes import DismissVeto, ReportVeto
from domain.matter.commands import LEADERS, SERVICE, SharedCommand
from domain.model import DocumentNumber, Identifier, Text
from domain.orders import Command, Reach, Role
from domain.stars.parts import Code, Star
from domain.stars.scoring import Score, ScoreSheet

__all__ = [
    "AbsorbStar",
    "AwardStar",
    "DismissVeto",
    "NoteProposal",
    "OpenEvaluation",
    "PostProposal",
    "ReportVeto",
]

OPERATORS = frozenset({Role.OPERATOR})
REVIEWERS = frozenset({Role.REVIEWER})
EVALUATORS = frozenset({Role.EVALUATOR})
APPROVERS = frozenset({Role.APPROVER})


class SubmitSelfAssessment(Command):
    """提交自评: the branch scores itself, with its evidence. Source: S22; ten working days [P]."""

    kind: Literal["submit_self_assessment"] = "submit_self_assessment"
    roles: ClassVar = OPERATORS
    sheet: ScoreSheet = Field(
        title="自评表", description="every indicator of the scheme, in tenths of a point"
    )
    documents: Documents = Field(default=(), title="佐证材料", description="evidence, by digest")


class ReviewAssessment(Command):
    """审核评分: the township scores what was submitted; what was not submitted has no scores, only findings."""

    kind: Literal["review_assessment"] = "review_assessment"
    roles: ClassVar = REVIEWERS
    reach: ClassVar = Reach.SUPERIOR
    sheet: ScoreSheet = Field(
        title="审核评分表", description="every indicator; no score when nothing was submitted"
    )


class VerifyOnSite(Command):
    """实地核验: the evaluators score on the spot what is theirs to score, and what they found there."""

    kind: Literal["verify_on_site"] = "verify_on_site"
    roles: ClassVar = EVALUATORS
    reach: ClassVar = Reach.SUPERIOR
    scores: Annotated[tuple[Score, ...], Field(max_length=200)] = Field(
        title="核验评分", description="the indicators whose scorer is the evaluator"
    )
    met: Codes = Field(default=(), title="达标项", description="standards found met, all of them")
    vetoes: Codes = Field(default=(), title="否决情形", description="vetoes found on the spot")
    documents: Documents = Field(default=(), title="核验材料", description="evidence, by digest")


class RaiseObjection(Command):
    """提出异议: what anybody objects while the proposal is on public notice is put on record, even after the award."""

    kind: Literal["raise_star_objection"] = "raise_star_objection"
    roles: ClassVar = OPERATORS | REVIEWERS | {Role.SUPERVISOR}
    track: ClassVar = "objection"
    when_closed: ClassVar = True
    reasons: Text = Field(title="异议事由", description="what is said to be wrong")
    documents: Documents = Field(default=(), title="材料", description="evidence, by digest")


class InvestigateObjection(Command):
    """核查异议: what was found about an objection."""

    kind: Literal["investigate_star_objection"] = "investigate_star_objection"
    roles: ClassVar = REVIEWERS | EVALUATORS
    reach: ClassVar = Reach.SUPERIOR
    number: ObjectionNumber = Field(title="异议序号", description="which objection")
    finding: Text = Field(title="核查情况", description="what was found")
    documents: Documents = Field(default=(), title="材料", description="evidence, by digest")


class DecideObjection(Command):
    """异议裁定: dismissed, or upheld with the right scores, after which the round ranks again."""

    kind: Literal["decide_star_objection"] = "decide_star_objection"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    number: ObjectionNumber = Field(title="异议序号", description="which objection")
    sheet: ScoreSheet | None = Field(
        default=None, title="更正评分表", description="the right scores; none: dismissed"
    )
    reasons: Text = Field(title="理由", description="the reasons")


class AppealAward(Command):
    """申诉: within thirty days of the award the branch appeals against it; it stands until decided."""

    kind: Literal["appeal_award"] = "appeal_award"
    roles: ClassVar = OPERATORS
    when_closed: ClassVar = True
    reasons: Text = Field(title="申诉理由", description="the reasons")
    documents: Documents = Field(default=(), title="材料", description="evidence, by digest")


class DecideAppeal(Command):
    """申诉裁定: the superior lets the award stand, or gives another star within the quotas."""

    kind: Literal["decide_award_appeal"] = "decide_award_appeal"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    star: Star | None = Field(default=None, title="改授星级", description="another star; none: dismissed")
    reasons: Text = Field(title="理由", description="the reasons")
    document: DocumentNumber = Field(title="文号", description="the decision")


class ProposeDowngrade(Command):
    """提请降星: a veto came up within the year; the evaluator proposes a lower star, or none."""

    kind: Literal["propose_downgrade"] = "propose_downgrade"
    roles: ClassVar = EVALUATORS
    reach: ClassVar = Reach.SUPERIOR
    when_closed: ClassVar = True
    veto: Code = Field(title="否决情形", description="a veto of the scheme")
    star: Star = Field(title="降至星级", description="the lower star, 0 = removed")
    reasons: Text = Field(title="事由", description="what happened")
    documents: Documents = Field(default=(), title="材料", description="evidence, by digest")


class DecideDowngrade(Command):
    """降星审批: the approver lowers the star as proposed, or lets it stand."""

    kind: Literal["decide_downgrade"] = "decide_downgrade"
    roles: ClassVar = APPROVERS
    reach: ClassVar = Reach.SUPERIOR
    granted: bool = Field(title="是否同意", description="whether the star is lowered")
    reasons: Text = Field(title="理由", description="the reasons")
    document: DocumentNumber = Field(title="文号", description="the decision")


class NoteBranchEnded(Command):
    """支部撤并: the branch was dissolved, or merged into a successor."""

    kind: Literal["note_branch_ended"] = "note_branch_ended"
    roles: ClassVar = LEADERS | SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    successor: Identifier | None = Field(
        default=None, title="合并后的党组织", description="into which it was merged; none: dissolved"
    )
    document: DocumentNumber = Field(title="文号", description="the decision")


EvaluationCommand = Annotated[
    SubmitSelfAssessment
    | ReviewAssessment
    | VerifyOnSite
    | RaiseObjection
    | InvestigateObjection
    | DecideObjection
    | AppealAward
    | DecideAppeal
    | ReportVeto
    | DismissVeto
    | ProposeDowngrade
    | DecideDowngrade
    | NoteBranchEnded
    | SharedCommand,
    Field(discriminator="kind"),
]
