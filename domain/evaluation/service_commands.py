"""What its round, and other evaluations, tell an evaluation: given by the service alone."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.matter.commands import SERVICE
from domain.model import Day, DocumentNumber, EntryRef, Sha256, StreamName
from domain.orders import Command, OrgId
from domain.stars.parts import Star, Tenths
from domain.stars.reasons import Reason

Reasons = Annotated[tuple[Reason, ...], Field(max_length=20)]


class OpenEvaluation(Command):
    """
    开始评定: the round opens one branch's evaluation.

    `org`: the branch's own; `scheme`: by digest, frozen with the round; `source`: the entry that tells last year's
    star; `first_year`: established in the evaluated year; `visit`: it is in the sample verified on the spot.
    """

    kind: Literal["open_evaluation"] = "open_evaluation"
    roles: ClassVar = SERVICE
    opens: ClassVar = True
    org: OrgId
    round: StreamName
    scheme: Sha256
    last_star: Star = 0
    source: EntryRef | None = None
    first_year: bool = False
    visit: bool = True


class NoteProposal(Command):
    """星级建议: the round ranked. `fresh`: the proposal is another one than stood on notice."""

    kind: Literal["note_proposal"] = "note_proposal"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    star: Star
    total: Tenths
    reasons: Reasons = ()
    fresh: bool = True


class PostProposal(Command):
    """公示: the round put the proposal on public notice until a day, included."""

    kind: Literal["post_proposal"] = "post_proposal"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    until: Day


class AwardStar(Command):
    """授星: the round awards the star that was proposed."""

    kind: Literal["award_star"] = "award_star"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    star: Star
    document: DocumentNumber


class AbsorbStar(Command):
    """并入: another evaluated branch was merged into this one, which keeps the lower star until the next round."""

    kind: Literal["absorb_star"] = "absorb_star"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    star: Star
    merged: StreamName
