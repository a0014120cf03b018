"""What evaluations, other rounds and the service itself tell a round."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.evaluation.facts import ObjectionNumber, Scored
from domain.evaluation_round.rows import PlacedBranch
from domain.matter.commands import SERVICE
from domain.model import Identifier
from domain.orders import Command, OrgId
from domain.people import PersonId
from domain.stars.parts import Star

_MOST_MOVED = 1000


class MoveCohort(Command):
    """并入上级: a subordinate's round has gathered; cohorts too small for quotas of their own come here."""

    kind: Literal["move_cohort"] = "move_cohort"
    roles: ClassVar = SERVICE
    opens: ClassVar = True
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    org: OrgId
    branches: Annotated[tuple[PlacedBranch, ...], Field(max_length=_MOST_MOVED)] = ()


class AnswerCohort(Command):
    """并入答复: the superior's round takes the cohorts, or had gathered already."""

    kind: Literal["answer_cohort"] = "answer_cohort"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    accepted: bool


class ContinueRound(Command):
    """继续: the next batch of what the round has to do."""

    kind: Literal["continue_round"] = "continue_round"
    roles: ClassVar = SERVICE
    when_closed: ClassVar = True


class NoteReviewed(Command):
    """评分汇总: a branch was scored, or scored again. `by`: who scored, bound by four eyes."""

    kind: Literal["note_reviewed"] = "note_reviewed"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    branch: Identifier
    scored: Scored
    by: Annotated[tuple[PersonId, ...], Field(max_length=20)] = ()


class NoteObjection(Command):
    """异议汇总: an objection about a branch is open, or decided."""

    kind: Literal["note_star_objection"] = "note_star_objection"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    branch: Identifier
    number: ObjectionNumber
    pending: bool


class NoteLeft(Command):
    """支部撤并: a branch of the round is no more."""

    kind: Literal["note_left"] = "note_left"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    branch: Identifier


class MoveStar(Command):
    """
    改授: after the award an appeal or a veto gives a branch another star, if the quota has a place.

    `absorbed`: it falls to the star of a branch that was merged into it; that asks for no place.
    """

    kind: Literal["move_star"] = "move_star"
    roles: ClassVar = SERVICE
    while_suspended: ClassVar = True
    when_closed: ClassVar = True
    branch: Identifier
    star: Star
    absorbed: bool = False
