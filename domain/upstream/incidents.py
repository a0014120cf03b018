"""事故、失信: an incident that costs stars where the scheme says so: a person concludes (一票否决). Source: domain.md §9, L."""

from datetime import date
from typing import ClassVar

from pydantic import ConfigDict, Field

from domain.branch.state import BranchState
from domain.evaluation.facts import Documents
from domain.evaluation.state import HAS_STAR, EvaluationState, Status
from domain.evaluation.vetoes import ReportVeto
from domain.model import Day, StreamName, Text
from domain.stars.parts import Code
from domain.upstream.data import PREFIX, Routed, Sender, paper_day
from domain.upstream.finding import seen
from domain.upstream.looking import Look
from domain.upstream.placed import Placed

_OVER = frozenset({Status.NONE, Status.LEFT, Status.VOID})


class IncidentReported(Placed):
    """
    事故、失信等否决情形: an incident at an enterprise, or in a branch, that is a veto of a star scheme.

    The branch's evaluation of the year of the incident takes it, and the last one that gave it a star, while that
    counts. Repeated: already so. Contradicting (another day): another incident, to be concluded with the first. Of a
    code that the frozen scheme does not have: refused. An evaluation that is opened later does not hear of it by
    itself: until then it is a dead letter, to be delivered again, or its reviewer's finding.
    """

    type: ClassVar = f"{PREFIX}.incident.reported.v1"
    sender: ClassVar = Sender.SAFETY_AND_CREDIT
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "uscc": "91410199MA00001011",
                    "veto": "pollution",
                    "happened_on": "2026-05-18",
                    "reasons": "超标排放，已作出行政处罚决定",
                    "documents": [
                        {
                            "sha256": "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
                            "name": "行政处罚决定书.pdf",
                            "media_type": "application/pdf",
                            "size": 204_800,
                        }
                    ],
                }
            ]
        }
    )

    veto: Code = Field(
        title="否决情形",
        description="code of a veto of the star scheme: `major-safety`, `pollution`, `bad-credit` and others",
    )
    happened_on: Day = Field(title="发生日期", description="the day on which it happened")
    reasons: Text = Field(title="情况说明", description="what happened; no names of persons")
    documents: Documents = Field(default=(), title="材料", description="evidence, by digest")

    def orders(self, occurred_on: date, look: Look) -> list[Routed]:
        """Report it where it could cost a star. Raises `UnknownEnterpriseError`."""
        branch = self.found(look).branch
        if branch is None:
            return []
        command = ReportVeto(
            veto=self.veto, happened_on=self.happened_on, reasons=self.reasons, documents=self.documents
        )
        evaluations = [seen(look, stream, EvaluationState) for stream in self._concerned(branch)]
        return [
            Routed(one.stream, command, paper_day(occurred_on, command.track, one))
            for one in evaluations
            if _takes(one, occurred_on)
        ]

    def _concerned(self, branch: BranchState) -> tuple[StreamName, ...]:
        """Return the evaluation of the year of the incident, and the last one that gave a star or none; each once."""
        of_the_year = f"evaluation/{branch.id}/{self.happened_on.year}"
        starred = [one for one in branch.stars if one.evaluation is not None]
        last = max(starred, key=lambda one: one.year, default=None)
        streams = (of_the_year, last.evaluation if last is not None else None)
        return tuple(dict.fromkeys(one for one in streams if one is not None))


def _takes(evaluation: EvaluationState, day: date) -> bool:
    """Whether an evaluation is under way, or gave a star that counts on a day; not while it rests."""
    if evaluation.status in _OVER or evaluation.rest is not None:
        return False
    until = evaluation.valid_until
    return evaluation.status not in HAS_STAR or (bool(evaluation.star) and until is not None and day <= until)
