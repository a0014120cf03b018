"""The columns of the registers that are only read: secretaries, filings, evaluations (书记、备案、星级评定台账)."""

from domain.evaluation.state import Status as EvaluationStatus
from domain.filing.kinds import FilingKind, LegalGround, Post
from domain.filing.state import Status as FilingStatus
from domain.stars.parts import in_points
from interfaces.sheets.column import Column, field
from ledger.registers.evaluations import ShownEvaluation
from ledger.registers.secretaries import SecretaryStatus


def _points(row: ShownEvaluation) -> str | None:
    return None if row.total is None else in_points(row.total)


def _vetoes(row: ShownEvaluation) -> str | None:
    return "；".join(row.vetoes) or None


SECRETARIES: tuple[Column, ...] = (
    field("branch_name", 36),
    field("branch", 40),
    field("org", 16),
    field("superior", 16),
    field("status", 12, SecretaryStatus, key="secretary_status"),
    field("person", 16, key="secretary"),
    field("person_name", 12, key="secretary_name"),
    field("investor", 12),
    field("term_starts_on", 12),
    field("term_ends_on", 12),
    field("expired", 10),
    field("deputy_name", 12),
    field("full_time_deputy_name", 12),
    field("contract", 16),
    field("graded_year", 12),
    field("unsatisfactory", 14),
    field("appointment", 40),
    field("position", 10),
)
FILINGS: tuple[Column, ...] = (
    field("stream", 28, key="filing"),
    field("filing", 12, FilingKind, key="filing_kind"),
    field("status", 12, FilingStatus, key="filing_status"),
    field("org", 16),
    field("branch_name", 36),
    field("branch", 40),
    field("enterprise_name", 36),
    field("enterprise", 40),
    field("contract", 16),
    field("person", 16),
    field("person_name", 12),
    field("post", 14, Post),
    field("ground", 20, LegalGround),
    field("effective_on", 12),
    field("submitted_on", 12),
    field("late_by_days", 12),
    field("receipt", 24),
    field("contract_known", 12),
    field("linked", 16),
    field("position", 10),
)
EVALUATIONS: tuple[Column, ...] = (
    field("year", 8),
    field("branch_name", 36),
    field("branch", 40),
    field("org", 16),
    field("status", 12, EvaluationStatus, key="evaluation_status"),
    field("last_star", 10),
    field("star", 10),
    Column("points", _points, 10),
    Column("vetoes", _vetoes, 24),
    field("visit", 10),
    field("notice_until", 12),
    field("appeal_until", 12),
    field("round", 32),
    field("scheme", 20),
    field("position", 10),
)
