"""The register of branches (党组织台账). Source: domain.md §§1, 3, 6; S6, S7, S22."""

from datetime import date

from domain.branch.state import BranchState, BranchStatus
from domain.model import Model
from domain.takeover.standing import is_vacant, secretary_contract, stars_by_year
from ledger.registers.sounding import by_sound


class BranchRow(Model):
    """
    One branch, true at `position`; None = not known, or there is none.

    `enterprises`, `counted_each`, `employees_each`: side by side; `counted`: full members in all; `affiliated`:
    enterprises whose host it is; `star_years`, `stars`: side by side, the earliest first; `vacant`: it is known that
    nobody is secretary; `ended_by`, `ended_into`: the decision, and the branch it was merged into.
    """

    stream: str
    position: int
    org: str
    sort_key: str
    status: str
    branch: str
    name: str
    superior: str | None
    branch_kind: str | None
    mode: str | None
    village: bool
    founded_on: date | None
    ends_on: date | None
    enterprises: tuple[str, ...]
    counted_each: tuple[int | None, ...]
    employees_each: tuple[int | None, ...]
    counted: int | None
    affiliated: tuple[str, ...]
    secretary: str | None
    secretary_name: str | None
    vacant: bool
    term_starts_on: date | None
    term_ends_on: date | None
    contract: str | None
    star_years: tuple[int, ...]
    stars: tuple[int, ...]
    unknown: tuple[str, ...]
    ended_by: str | None
    ended_into: str | None


class ShownBranch(BranchRow):
    """A branch with what its enterprises are called: `codes`, `enterprise_names`, side by side with `enterprises`."""

    codes: tuple[str | None, ...]
    enterprise_names: tuple[str | None, ...]


def branch_row(state: BranchState, position: int) -> BranchRow | None:
    """Return the row of a branch as it stands at a position of the journal; None before it begins."""
    if state.status == BranchStatus.NONE:
        return None
    name = state.name or state.id
    person = state.secretary.person if state.secretary else None
    stars = stars_by_year(state)
    return BranchRow(
        stream=state.stream,
        position=position,
        org=state.org,
        sort_key=by_sound(name),
        status=state.status,
        branch=state.id,
        name=name,
        superior=state.superior,
        branch_kind=state.branch_kind,
        mode=state.mode,
        village=state.village,
        founded_on=state.founded_on,
        ends_on=state.ends_on,
        enterprises=state.enterprises,
        counted_each=tuple(one.counted for one in state.partners),
        employees_each=tuple(one.employees for one in state.partners),
        counted=state.counted,
        affiliated=tuple(one.enterprise for one in state.affiliated),
        secretary=person.id if person else None,
        secretary_name=person.name if person else None,
        vacant=is_vacant(state),
        term_starts_on=state.term.starts_on if state.term else None,
        term_ends_on=state.term.ends_on if state.term else None,
        contract=secretary_contract(state),
        star_years=tuple(one.year for one in stars),
        stars=tuple(one.star for one in stars),
        unknown=state.unknown,
        ended_by=state.ending.document if state.ending else None,
        ended_into=state.ending.into if state.ending else None,
    )
