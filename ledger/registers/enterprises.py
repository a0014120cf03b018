"""The register of enterprises (企业台账). Source: S1–S3; domain.md §§1, 3, 4, 11."""

from datetime import date
from typing import NamedTuple

from domain.enterprise.claims import Held
from domain.enterprise.state import EnterpriseState, Noted
from domain.figures import of_enterprise
from domain.model import Model
from ledger.registers.sounding import by_sound


class EnterpriseRow(Model):
    """
    One enterprise, true at `position`. What a register told stands as it was told; None = not told.

    `code`: of today, `earlier_codes` before it; `coverage`, `covered_by`, `branch`: the granted claim, `pending`,
    `pending_by` the one applied for; `conclusion` … `counted`: what was concluded last, by which investigation;
    `figures`: in which it counts.
    """

    stream: str
    position: int
    org: str
    sort_key: str
    status: str
    enterprise: str
    code: str
    earlier_codes: tuple[str, ...]
    name: str
    registered_on: date | None
    enterprise_type: str | None
    ownership: str
    capital: int | None
    capital_text: str | None
    province: str | None
    city: str | None
    county: str | None
    address: str | None
    industry_code: str | None
    employees: int | None
    employees_open_ended: int | None
    employees_fixed_term: int | None
    employees_by_task: int | None
    employees_part_time: int | None
    employees_dispatched: int | None
    premises: bool | None
    in_production: bool | None
    cluster_or_park: bool | None
    park: str | None
    members_full_here: int | None
    members_transferable: int | None
    members_dual_managed: int | None
    members_probationary: int | None
    existing_organisation: bool | None
    conclusion: str | None
    concluded_by: str | None
    priority: bool | None
    counted: int | None
    in_pool: bool
    coverage: str | None
    covered_by: str | None
    branch: str | None
    pending: str | None
    pending_by: str | None
    successor: str | None
    figures: tuple[str, ...]


class ShownEnterprise(EnterpriseRow):
    """An enterprise with the name of the branch that covers it."""

    branch_name: str | None


class _Concluded(NamedTuple):
    """What an investigation concluded last."""

    conclusion: str | None = None
    by: str | None = None
    priority: bool | None = None
    counted: int | None = None


class _Claimed(NamedTuple):
    """A claim, flat."""

    level: str | None = None
    by: str | None = None
    branch: str | None = None


def enterprise_row(state: EnterpriseState, position: int) -> EnterpriseRow | None:
    """Return the row of an enterprise as it stands at a position of the journal; None before it is registered."""
    if state.row is None:
        return None
    row, noted = state.row, _concluded(state.noted)
    granted, pending = _claimed(state.covering.granted), _claimed(state.covering.pending)
    return EnterpriseRow(
        stream=state.stream,
        position=position,
        org=state.org,
        sort_key=by_sound(row.name),
        status=state.status,
        enterprise=state.enterprise,
        code=state.code,
        earlier_codes=tuple(one.code for one in state.aliases[:-1]),
        name=row.name,
        registered_on=row.registered_on,
        enterprise_type=row.type_text,
        ownership=row.ownership,
        capital=row.capital,
        capital_text=row.capital_text,
        province=row.province,
        city=row.city,
        county=row.county,
        address=row.address,
        industry_code=row.industry,
        employees=row.employees.total,
        employees_open_ended=row.employees.open_ended,
        employees_fixed_term=row.employees.fixed_term,
        employees_by_task=row.employees.by_task,
        employees_part_time=row.employees.part_time,
        employees_dispatched=row.employees.dispatched,
        premises=row.premises,
        in_production=row.in_production,
        cluster_or_park=row.cluster_or_park,
        park=row.park,
        members_full_here=row.members.full_here,
        members_transferable=row.members.transferable,
        members_dual_managed=row.members.dual_managed,
        members_probationary=row.members.probationary,
        existing_organisation=row.existing_organisation,
        conclusion=noted.conclusion,
        concluded_by=noted.by,
        priority=noted.priority,
        counted=noted.counted,
        in_pool=state.in_pool,
        coverage=granted.level,
        covered_by=granted.by,
        branch=granted.branch,
        pending=pending.level,
        pending_by=pending.by,
        successor=state.successor,
        figures=of_enterprise(state),
    )


def _concluded(noted: Noted | None) -> _Concluded:
    if noted is None:
        return _Concluded()
    return _Concluded(noted.conclusion, noted.by, noted.priority, noted.counted)


def _claimed(held: Held | None) -> _Claimed:
    return _Claimed(held.level, held.by, held.branch) if held else _Claimed()
