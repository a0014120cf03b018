"""What can happen to an evaluation."""

from datetime import date
from typing import ClassVar, Literal

from domain.deadlines import Deadline
from domain.evaluation.facts import Codes, Documents, EndGround, Scored
from domain.evaluation.service_commands import Reasons
from domain.evaluation.vetoes import VetoEvent
from domain.events import Event
from domain.model import DocumentNumber, EntryRef, Identifier, Sha256, StreamName, Text, Year
from domain.orders import OrgId
from domain.people import PersonId
from domain.stars.parts import Code, Star, Tenths
from domain.stars.scoring import ScoreSheet


class EvaluationOpened(Event):
    """开始评定."""

    kind: Literal["evaluation.opened.v1"] = "evaluation.opened.v1"
    org: OrgId
    branch: Identifier
    year: Year
    round: StreamName
    scheme: Sha256
    last_star: Star
    source: EntryRef | None
    first_year: bool
    visit: bool
    self_assessment: Deadline


class SelfAssessmentSubmitted(Event):
    """提交自评. `reopened`: it was in time, though the evaluation had gone on without it."""

    kind: Literal["evaluation.self_assessed.v1"] = "evaluation.self_assessed.v1"
    sheet: ScoreSheet
    documents: Documents
    reopened: bool
    review: Deadline


class SelfAssessmentMissed(Event):
    """逾期未自评: the reviewer goes on without it."""

    kind: Literal["evaluation.not_submitted.v1"] = "evaluation.not_submitted.v1"
    review: Deadline


class AssessmentReviewed(Event):
    """审核评分. `visit`: by when it is verified on the spot; none: the score stands as it is."""

    kind: Literal["evaluation.reviewed.v1"] = "evaluation.reviewed.v1"
    sheet: ScoreSheet
    scored: Scored
    visit: Deadline | None


class VerifiedOnSite(Event):
    """实地核验. `sheet`: the reviewer's and the evaluator's scores, each for what is theirs."""

    kind: Literal["evaluation.verified.v1"] = "evaluation.verified.v1"
    sheet: ScoreSheet
    scored: Scored
    documents: Documents
    reviewers: tuple[PersonId, ...]


class StarProposed(Event):
    """星级建议."""

    kind: Literal["evaluation.proposed.v1"] = "evaluation.proposed.v1"
    star: Star
    total: Tenths
    reasons: Reasons
    fresh: bool


class ProposalPosted(Event):
    """公示."""

    kind: Literal["evaluation.posted.v1"] = "evaluation.posted.v1"
    until: date


class ObjectionRaised(Event):
    """异议. A track of its own: what is said against a proposal waits for nobody else's paper."""

    kind: Literal["evaluation.objection_raised.v1"] = "evaluation.objection_raised.v1"
    track: ClassVar = "objection"
    number: int
    reasons: Text
    documents: Documents
    decision: Deadline


class ObjectionInvestigated(Event):
    """核查异议."""

    kind: Literal["evaluation.objection_investigated.v1"] = "evaluation.objection_investigated.v1"
    number: int
    finding: Text
    documents: Documents


class ObjectionDismissed(Event):
    """异议不成立."""

    kind: Literal["evaluation.objection_dismissed.v1"] = "evaluation.objection_dismissed.v1"
    number: int
    reasons: Text


class ObjectionUpheld(Event):
    """异议成立: scored again; the round ranks again."""

    kind: Literal["evaluation.objection_upheld.v1"] = "evaluation.objection_upheld.v1"
    number: int
    reasons: Text
    sheet: ScoreSheet
    scored: Scored


class StarAwarded(Event):
    """授星. `absorbed`: lowered to the star of a branch that was merged into this one."""

    kind: Literal["evaluation.awarded.v1"] = "evaluation.awarded.v1"
    star: Star
    document: DocumentNumber
    absorbed: bool
    appeal_until: date
    valid_until: date


class AwardAppealed(Event):
    """申诉."""

    kind: Literal["evaluation.award_appealed.v1"] = "evaluation.award_appealed.v1"
    reasons: Text
    documents: Documents
    decision: Deadline


class ObjectionAppealed(Event):
    """异议转申诉: raised in time and recorded after the award, it is decided as an appeal; the award stands until then."""

    kind: Literal["evaluation.objection_appealed.v1"] = "evaluation.objection_appealed.v1"
    track: ClassVar = "objection"
    reasons: Text
    documents: Documents
    decision: Deadline


class AppealDismissed(Event):
    """申诉不成立."""

    kind: Literal["evaluation.appeal_dismissed.v1"] = "evaluation.appeal_dismissed.v1"
    reasons: Text
    document: DocumentNumber


class AppealUpheld(Event):
    """申诉成立: another star."""

    kind: Literal["evaluation.appeal_upheld.v1"] = "evaluation.appeal_upheld.v1"
    before: Star
    star: Star
    reasons: Text
    document: DocumentNumber


class DowngradeProposed(Event):
    """提请降星."""

    kind: Literal["evaluation.downgrade_proposed.v1"] = "evaluation.downgrade_proposed.v1"
    veto: Code
    star: Star
    reasons: Text
    documents: Documents
    decision: Deadline


class DowngradeRefused(Event):
    """不予降星."""

    kind: Literal["evaluation.downgrade_refused.v1"] = "evaluation.downgrade_refused.v1"
    reasons: Text
    document: DocumentNumber


class StarLowered(Event):
    """降星."""

    kind: Literal["evaluation.downgraded.v1"] = "evaluation.downgraded.v1"
    before: Star
    star: Star
    vetoes: Codes
    reasons: Text
    document: DocumentNumber


class StarAbsorbed(Event):
    """并入: the star of a branch that was merged into this one; the lower of both counts until the next round."""

    kind: Literal["evaluation.star_absorbed.v1"] = "evaluation.star_absorbed.v1"
    merged: StreamName
    star: Star
    lowered_to: Star | None


class EvaluationEnded(Event):
    """
    评定终结: the branch is no more.

    `ranked`: it had been proposed a star, which is void, and the base stays; else it leaves the base. `star`: what it
    had, for a successor; none if it had not come so far.
    """

    kind: Literal["evaluation.ended.v1"] = "evaluation.ended.v1"
    ground: EndGround
    successor: Identifier | None
    document: DocumentNumber
    ranked: bool
    star: Star | None


class AwardUndone(Event):
    """撤回授星: the entry of the round that awarded it proved wrong; what was proposed stands on notice as before."""

    kind: Literal["evaluation.award_undone.v1"] = "evaluation.award_undone.v1"
    star: Star


class ProposalUndone(Event):
    """撤回建议: the entry of the round that proposed it proved wrong; it waits to be ranked again."""

    kind: Literal["evaluation.proposal_undone.v1"] = "evaluation.proposal_undone.v1"
    star: Star


class EvaluationUndone(Event):
    """撤回评定: the entry of the round that opened it proved wrong."""

    kind: Literal["evaluation.undone.v1"] = "evaluation.undone.v1"


ScoringEvent = (
    EvaluationOpened
    | SelfAssessmentSubmitted
    | SelfAssessmentMissed
    | AssessmentReviewed
    | VerifiedOnSite
    | StarProposed
    | ProposalPosted
    | ObjectionRaised
    | ObjectionInvestigated
    | ObjectionDismissed
    | ObjectionUpheld
)
"""Up to the ranking, and what is said against it."""

AwardEvent = (
    StarAwarded
    | AwardAppealed
    | ObjectionAppealed
    | AppealDismissed
    | AppealUpheld
    | DowngradeProposed
    | DowngradeRefused
    | StarLowered
    | StarAbsorbed
    | EvaluationEnded
    | AwardUndone
    | ProposalUndone
    | EvaluationUndone
)
"""The award, and what becomes of it."""

EvaluationEvent = ScoringEvent | AwardEvent | VetoEvent
