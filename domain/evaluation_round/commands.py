"""What can be ordered of a round."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.evaluation_round.rows import BATCH, EnrolledBranch
from domain.evaluation_round.service_commands import (
    AnswerCohort,
    ContinueRound,
    MoveCohort,
    MoveStar,
    NoteLeft,
    NoteObjection,
    NoteReviewed,
)
from domain.matter.commands import SERVICE, SharedCommand
from domain.model import DocumentNumber, Identifier, Text
from domain.orders import Command, OrgId, Role
from domain.policy.exceptions import Waiver

__all__ = [
    "AnswerCohort",
    "ContinueRound",
    "MoveCohort",
    "MoveStar",
    "NoteLeft",
    "NoteObjection",
    "NoteReviewed",
]

EVALUATORS = frozenset({Role.EVALUATOR})
OPENERS = frozenset({Role.OPERATOR, Role.EVALUATOR}) | SERVICE
APPROVERS = frozenset({Role.APPROVER})

Enrolled = Annotated[tuple[EnrolledBranch, ...], Field(max_length=BATCH)]


class OpenRound(Command):
    """开始评定轮次: names who takes part; long lists go on in further pages. Yearly by schedule. Source: S22, L."""

    kind: Literal["open_round"] = "open_round"
    roles: ClassVar = OPENERS
    opens: ClassVar = True
    superior: OrgId | None = Field(
        default=None, title="上级组织", description="whose round takes cohorts too small; none: at the top"
    )
    subordinates: Annotated[tuple[OrgId, ...], Field(max_length=500)] = Field(
        default=(), title="下级组织", description="whose rounds are awaited before this one begins"
    )
    branches: Enrolled = Field(default=(), title="参评支部", description="the branches, first page")
    complete: bool = Field(default=True, title="名单完整", description="no further page follows")


class EnrolBranches(Command):
    """补充参评名单: a further page of branches."""

    kind: Literal["enrol_branches"] = "enrol_branches"
    roles: ClassVar = OPENERS
    branches: Enrolled = Field(title="参评支部", description="the branches of this page")
    complete: bool = Field(default=True, title="名单完整", description="no further page follows")


class ProceedWithout(Command):
    """不再等待下级: a subordinate holds no round; this one begins without it."""

    kind: Literal["proceed_without"] = "proceed_without"
    roles: ClassVar = EVALUATORS
    org: OrgId = Field(title="下级组织", description="whose round is no longer awaited")
    reason: Text = Field(title="理由", description="the reason")


class ExceptPromotion(Command):
    """越级晋星例外: the superior lets a branch rise further than one year allows. Source: 一般 [L]."""

    kind: Literal["except_promotion"] = "except_promotion"
    roles: ClassVar = APPROVERS
    branch: Identifier = Field(title="党支部", description="id of the branch")
    waivers: Annotated[tuple[Waiver, ...], Field(min_length=1, max_length=10)] = Field(
        title="例外", description="the exception from scheme.promotion"
    )


class Rank(Command):
    """排序: proposes a star for every branch, from the scores that stand in this stream."""

    kind: Literal["rank"] = "rank"
    roles: ClassVar = EVALUATORS


class DecideTie(Command):
    """并列裁定: the round meeting puts branches that are level in order; `decided_by` is the meeting."""

    kind: Literal["decide_tie"] = "decide_tie"
    roles: ClassVar = EVALUATORS | APPROVERS
    branches: Annotated[tuple[Identifier, ...], Field(min_length=2, max_length=1000)] = Field(
        title="先后次序", description="the branches that are level, best first"
    )


class OpenRoundNotice(Command):
    """公示: puts every proposal that is new on public notice."""

    kind: Literal["open_round_notice"] = "open_round_notice"
    roles: ClassVar = EVALUATORS


class AwardStars(Command):
    """授星: awards every star whose notice is over and that no objection can change any more."""

    kind: Literal["award_stars"] = "award_stars"
    roles: ClassVar = APPROVERS
    document: DocumentNumber = Field(title="文号", description="the decision")


RoundCommand = Annotated[
    OpenRound
    | EnrolBranches
    | ProceedWithout
    | ExceptPromotion
    | Rank
    | DecideTie
    | OpenRoundNotice
    | AwardStars
    | SharedCommand,
    Field(discriminator="kind"),
]
