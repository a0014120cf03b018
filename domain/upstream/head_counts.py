"""职工人数: how many employees an enterprise has, as social security knows it. Source: S1, S2, S14."""

from datetime import date
from typing import ClassVar

from pydantic import ConfigDict, Field

from domain.branch.commands import ReportEmployees
from domain.enterprise.state import EnterpriseState
from domain.investigation.commands import ReportSection
from domain.investigation.decide import GATHERING
from domain.investigation.facts import employees
from domain.investigation.sections import Report, SectionName, Workforce
from domain.investigation.state import InvestigationState, InvestigationStatus
from domain.model import Day, StreamName
from domain.register.row import Headcount
from domain.register.uscc import Uscc
from domain.upstream.data import PREFIX, Routed, Sender, UpstreamData, paper_day
from domain.upstream.finding import branch_of, code_stream, enterprise_of, living_branch, seen
from domain.upstream.looking import Look
from domain.upstream.refusals import OlderError

_TAKES = (*GATHERING, InvestigationStatus.SUBMITTED)
"""Where an investigation takes what upstream tells; after its submission as a difference for the reviewer."""


class HeadCountReported(UpstreamData):
    """
    职工人数报告: how many employees an enterprise has.

    An open investigation takes it as its section, an existing branch as the number of that enterprise. Repeated:
    nothing new. Contradicting an investigator: disputed, and the investigator resolves it. Older than what stands in
    the investigation (`counted_on`): refused, unless it says the same; older than what the branch was told (the
    event's day): refused there. A confirmation gives what stands no newer day.
    """

    type: ClassVar = f"{PREFIX}.head-count.reported.v1"
    sender: ClassVar = Sender.SOCIAL_SECURITY
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "uscc": "91410199MA00001011",
                    "employees": {"total": 36, "open_ended": 20, "fixed_term": 16},
                    "counted_on": "2026-04-30",
                }
            ]
        }
    )

    uscc: Uscc = Field(title="统一社会信用代码", description="code of the enterprise, GB 32100")
    employees: Headcount = Field(
        title="职工人数", description="employees by kind of contract; a number that is not known is left out"
    )
    counted_on: Day = Field(title="统计日期", description="the day on which it was so")

    @property
    def subject(self) -> str:
        """The enterprise's code."""
        return self.uscc

    def wants(self) -> tuple[StreamName, ...]:
        """Look at the code first; then at the enterprise, its open investigation, and its branch."""
        return (code_stream(self.uscc),)

    def orders(self, occurred_on: date, look: Look) -> list[Routed]:
        """Tell whoever takes it. Raises `UnknownEnterpriseError`, `OlderError`."""
        enterprise = enterprise_of(self.uscc, look)
        return [
            *self._to_investigation(enterprise, occurred_on, look),
            *self._to_branch(enterprise, occurred_on, look),
        ]

    def _to_investigation(self, enterprise: EnterpriseState, day: date, look: Look) -> list[Routed]:
        stream = enterprise.serials.opened("investigation")
        if stream is None:
            return []
        investigation = seen(look, stream, InvestigationState)
        if investigation.status not in _TAKES or investigation.rest is not None:
            return []
        command = ReportSection(content=self._section(investigation), observed_on=self.counted_on)
        return [Routed(stream, command, paper_day(day, command.track, investigation))]

    def _section(self, investigation: InvestigationState) -> Workforce:
        """Return the section: what stands, where this says no other; else what is told, if nothing newer stands."""
        reports = _reports(investigation)
        for report in reports:
            if isinstance(report.content, Workforce) and self._agrees(report.content.employees):
                return report.content
        newest = max((one.observed_on for one in reports), default=self.counted_on)
        if self.counted_on < newest:
            raise OlderError(investigation.stream, self.counted_on, newest)
        return Workforce(employees=self.employees)

    def _agrees(self, known: Headcount) -> bool:
        """Whether every number that is told is known already."""
        told = self.employees.model_dump(exclude_none=True)
        return bool(told) and told.items() <= known.model_dump().items()

    def _to_branch(self, enterprise: EnterpriseState, day: date, look: Look) -> list[Routed]:
        branch = living_branch(branch_of(enterprise), look)
        total = employees(self.employees)
        if branch is None or branch.partner(enterprise.enterprise) is None or total is None:
            return []
        return [
            Routed(branch.stream, ReportEmployees(enterprise=enterprise.enterprise, employees=total), day)
        ]


def _reports(investigation: InvestigationState) -> tuple[Report, ...]:
    """Return what is told of the workforce: what stands first, then what others tell, then differences."""
    told = investigation.section(SectionName.WORKFORCE)
    standing = () if told is None else (told.report, *told.rivals)
    later = (one for one in investigation.differences if isinstance(one.content, Workforce))
    return (*standing, *later)
