"""A veto that somebody tells of: an incident, reported by whoever knows of it; an evaluator concludes (一票否决情形)."""

from typing import ClassVar, Literal

from pydantic import Field

from domain.deadlines import Deadline
from domain.evaluation.facts import Codes, Documents
from domain.events import Event
from domain.model import Day, Text
from domain.orders import Command, Reach, Role
from domain.stars.parts import Code


class ReportVeto(Command):
    """报告否决情形: tells of an incident that is a veto of the scheme; an evaluator concludes, an approver decides."""

    kind: Literal["report_veto"] = "report_veto"
    roles: ClassVar = frozenset({Role.EVALUATOR, Role.SUPERVISOR, Role.UPSTREAM})
    track: ClassVar = "veto"
    when_closed: ClassVar = True
    veto: Code = Field(title="否决情形", description="a veto of the scheme")
    happened_on: Day = Field(title="发生日期", description="the day on which it happened")
    reasons: Text = Field(title="情况说明", description="what happened")
    documents: Documents = Field(default=(), title="材料", description="evidence, by digest")


class DismissVeto(Command):
    """否决情形不成立: the evaluator found that what was reported is no veto, or not this branch's."""

    kind: Literal["dismiss_veto"] = "dismiss_veto"
    roles: ClassVar = frozenset({Role.EVALUATOR})
    reach: ClassVar = Reach.SUPERIOR
    veto: Code = Field(title="否决情形", description="the veto that was reported")
    reasons: Text = Field(title="理由", description="why it does not count")


class VetoReported(Event):
    """报告否决情形. `conclusion`: by when it is concluded; none before the award: it stands before who verifies on site."""

    kind: Literal["evaluation.veto_reported.v1"] = "evaluation.veto_reported.v1"
    track: ClassVar = "veto"
    veto: Code
    happened_on: Day
    reasons: Text
    documents: Documents
    conclusion: Deadline | None


class VetoDismissed(Event):
    """否决情形不成立."""

    kind: Literal["evaluation.veto_dismissed.v1"] = "evaluation.veto_dismissed.v1"
    veto: Code
    reasons: Text


class VetoesDue(Event):
    """否决情形待认定: a star was given while they wait; by when each is concluded."""

    kind: Literal["evaluation.vetoes_due.v1"] = "evaluation.vetoes_due.v1"
    vetoes: Codes
    conclusions: tuple[Deadline, ...]


VetoEvent = VetoReported | VetoDismissed | VetoesDue
