"""The register of filings (备案台账). Source: domain.md §8; S18."""

from datetime import date

from domain.figures import of_filing
from domain.filing.state import FilingState, Status
from domain.model import Model


class FilingRow(Model):
    """
    One filing, true at `position`. `late_by_days`: working days past the period, 0 = in time.

    `linked`: the known contract that an unknown one proved to be; `figures`: in which it counts.
    """

    stream: str
    position: int
    org: str
    sort_key: str
    status: str
    contract: str
    number: int
    filing: str | None
    branch: str | None
    enterprise: str | None
    person: str | None
    person_name: str | None
    post: str | None
    ground: str | None
    effective_on: date | None
    submitted_on: date | None
    late_by_days: int
    receipt: str | None
    contract_known: bool
    linked: str | None
    figures: tuple[str, ...]


class ShownFiling(FilingRow):
    """A filing with the names of its branch and enterprise."""

    branch_name: str | None
    enterprise_name: str | None


def filing_row(state: FilingState, position: int) -> FilingRow | None:
    """Return the row of a filing; None before it is submitted."""
    if state.status == Status.NONE:
        return None
    return FilingRow(
        stream=state.stream,
        position=position,
        org=state.org,
        sort_key=f"{state.submitted_on or ''} {state.stream}",
        status=state.status,
        contract=state.contract,
        number=state.number,
        filing=state.filing,
        branch=state.branch,
        enterprise=state.enterprise,
        person=state.person.id if state.person else None,
        person_name=state.person.name if state.person else None,
        post=state.post,
        ground=state.change.ground if state.change else None,
        effective_on=state.change.effective_on if state.change else None,
        submitted_on=state.submitted_on,
        late_by_days=state.late_by_days,
        receipt=state.receipt,
        contract_known=state.contract_known,
        linked=state.linked,
        figures=of_filing(state),
    )
