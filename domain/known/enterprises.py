"""What an enterprise tells: of its own changes, and of an investigation that begins; what an investigation tells of its corrections."""

from collections.abc import Iterator

from domain.enterprise.commands import ConcludeLifeEvent
from domain.enterprise.state import EnterpriseState
from domain.investigation.commands import CorrectSection, OpenInvestigation, RecordTransfer
from domain.investigation.state import InvestigationState
from domain.known.telling import Known, Telling, only


def _proposed(enterprise: EnterpriseState, _of: str) -> Iterator[Known]:
    """Tell the change that waits to be concluded, where one alone does."""
    proposal = only(enterprise.proposals)
    yield Known("what", proposal.life.what if proposal else None)


def _registered(enterprise: EnterpriseState, _of: str) -> Iterator[Known]:
    """Where the enterprise lies, and what the register tells of it."""
    yield Known("org", enterprise.org)
    yield Known("row", enterprise.row)


def _section(investigation: InvestigationState, name: str) -> Iterator[Known]:
    """Tell what was told in the section that is mended: of the one that is asked about, else of the one that there is."""
    told = [one.report for one in investigation.told if name in {"", one.report.content.section}]
    report = only(told)
    if report is not None:
        yield Known("content", report.content)
        yield Known("observed_on", report.observed_on)
        yield Known("evidence", report.evidence or None)


def _awaited(investigation: InvestigationState, _of: str) -> Iterator[Known]:
    """Tell the member whose transfer is awaited, where one alone is."""
    yield Known("person", only(investigation.transfers))


ENTERPRISE: Telling = {ConcludeLifeEvent: _proposed, OpenInvestigation: _registered}
INVESTIGATION: Telling = {CorrectSection: _section, RecordTransfer: _awaited}
