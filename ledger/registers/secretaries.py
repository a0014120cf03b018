"""The register of secretaries with their terms (书记台账): the office of every living branch. Source: domain.md §§6, 7; S10–S16."""

from datetime import date
from enum import StrEnum

from domain.branch.facts import Officer
from domain.branch.kinds import Office
from domain.branch.state import BranchState, BranchStatus
from domain.figures import of_branch
from domain.model import Model
from domain.takeover.standing import is_vacant, secretary_contract
from ledger.registers.sounding import by_sound


class SecretaryStatus(StrEnum):
    """书记在任情况."""

    IN_OFFICE = "in_office"
    ACTING = "acting"
    """Nobody is secretary, and somebody acts as one."""
    VACANT = "vacant"
    UNKNOWN = "unknown"
    """Of a branch from before the system nobody told it yet."""


class SecretaryRow(Model):
    """
    The secretary's office of one living branch, true at `position`.

    `person`: the secretary, or who acts as one; `graded_year`, `unsatisfactory`: the last appraisal, and how often the
    grade was 不称职 in a row; `expired`: the term has ended and nobody was elected since.
    """

    stream: str
    position: int
    org: str
    sort_key: str
    status: str
    branch: str
    branch_name: str
    superior: str | None
    person: str | None
    person_name: str | None
    investor: bool | None
    term_starts_on: date | None
    term_ends_on: date | None
    expired: bool
    appointment: str | None
    contract: str | None
    deputy_name: str | None
    full_time_deputy_name: str | None
    graded_year: int | None
    unsatisfactory: int
    figures: tuple[str, ...]


def secretary_row(state: BranchState, position: int) -> SecretaryRow | None:
    """Return the row of a branch's secretary; None where the branch is not alive or not confirmed yet."""
    if state.status != BranchStatus.ACTIVE:
        return None
    name = state.name or state.id
    officer = state.secretary or state.acting
    appointed = (one.appointment for one in state.appointed if one.office == Office.SECRETARY)
    return SecretaryRow(
        stream=state.stream,
        position=position,
        org=state.org,
        sort_key=by_sound(name),
        status=_status(state),
        branch=state.id,
        branch_name=name,
        superior=state.superior,
        person=officer.person.id if officer else None,
        person_name=_name(officer),
        investor=officer.investor if officer else None,
        term_starts_on=state.term.starts_on if state.term else None,
        term_ends_on=state.term.ends_on if state.term else None,
        expired=state.expired,
        appointment=next(appointed, None),
        contract=secretary_contract(state),
        deputy_name=_name(state.deputy),
        full_time_deputy_name=_name(state.full_time_deputy),
        graded_year=state.graded_year,
        unsatisfactory=state.in_a_row,
        figures=of_branch(state),
    )


def _status(state: BranchState) -> SecretaryStatus:
    if state.secretary is not None:
        return SecretaryStatus.IN_OFFICE
    if state.acting is not None:
        return SecretaryStatus.ACTING
    return SecretaryStatus.VACANT if is_vacant(state) else SecretaryStatus.UNKNOWN


def _name(officer: Officer | None) -> str | None:
    return officer.person.name if officer else None
