"""Under which conditions each mode is possible (组建条件). Source: domain.md §5; S6–S8, B, B5, B8."""

from datetime import date

from domain.branch_kinds import BranchKind
from domain.dates import last_day
from domain.elections.bodies import check_kind
from domain.elections.limits import refuse
from domain.establishment import refusals as r
from domain.establishment.application import Application, Body
from domain.establishment.modes import FULL_PATH, OF_ENTERPRISES, OWN_BRANCH, Mode
from domain.policy.exceptions import Waiver
from domain.policy.policy import Policy

_TELLS: dict[Mode, frozenset[str]] = {
    Mode.INDEPENDENT: frozenset({"kind", "partners"}),
    Mode.JOINT: frozenset({"kind", "partners", "ground"}),
    Mode.AFFILIATED: frozenset({"partners", "host", "host_org"}),
    Mode.WORK_COVERAGE: frozenset({"partners"}),
    Mode.PROJECT: frozenset({"kind", "body"}),
    Mode.TEMPORARY: frozenset({"kind", "body"}),
    Mode.FLOATING: frozenset({"kind", "body"}),
}
"""What an application of each mode must tell; of all these it tells nothing else."""

_ALL = ("kind", "partners", "body", "ground", "host", "host_org")

_SMALL = frozenset({Mode.PROJECT, Mode.TEMPORARY, Mode.FLOATING})
"""Modes that found an ordinary branch only. Source: B5, B8."""


def check_application(application: Application, policy: Policy, waivers: tuple[Waiver, ...] = ()) -> None:
    """Refuse an application that its mode does not allow, unless excepted. Source: domain.md §5."""
    _check_told(application)
    if application.mode in OF_ENTERPRISES:
        _check_enterprises(application, policy, waivers)
    if application.body is not None:
        _check_body(application.mode, application.body, policy, waivers)
    if application.mode in OWN_BRANCH:
        _check_members(application, policy)
    if application.kind is not None:
        _check_kind(application, application.kind, policy, waivers)


def check_candidate_named(application: Application, policy: Policy, waivers: tuple[Waiver, ...] = ()) -> None:
    """
    Refuse an application without a candidate for secretary where one is elected, unless excepted.

    Source: L (`establishment.secretary_candidate_named`).
    """
    rule = policy.establishment.secretary_candidate_named
    if application.mode in FULL_PATH and rule.value and application.secretary is None:
        refuse(r.CandidateMissingError(), rule, waivers)


def _check_told(application: Application) -> None:
    mode, needed = application.mode, _TELLS[application.mode]
    for field in _ALL:
        told = bool(getattr(application, field))
        if field in needed and not told:
            raise r.MissingFieldError(mode, field)
        if field not in needed and told:
            raise r.NeedlessFieldError(mode, field)
    if mode not in OWN_BRANCH and application.secretary is not None:
        raise r.NeedlessFieldError(mode, "secretary")


def _check_enterprises(application: Application, policy: Policy, waivers: tuple[Waiver, ...]) -> None:
    seen: set[str] = set()
    for enterprise in application.enterprises:
        if enterprise in seen:
            raise r.EnterpriseTwiceError(enterprise)
        seen.add(enterprise)
    if application.mode is Mode.JOINT:
        _check_number(len(seen), policy, waivers)
    elif len(seen) != 1:
        raise r.OneEnterpriseError(application.mode, len(seen))
    _check_each(application, policy)


def _check_number(partners: int, policy: Policy, waivers: tuple[Waiver, ...]) -> None:
    """Refuse a joint organisation of fewer than 2 or more than 5 enterprises. Source: B."""
    least, most = policy.establishment.joint_partners_minimum, policy.establishment.joint_partners_maximum
    if partners < least.value:
        refuse(r.TooFewPartnersError(partners, least.value), least, waivers)
    if partners > most.value:
        refuse(r.TooManyPartnersError(partners, most.value), most, waivers)


def _check_each(application: Application, policy: Policy) -> None:
    """
    Refuse an enterprise whose members ask for another mode.

    With 3 counted members it has an organisation of its own [S6]; without any member it is covered by work, and only so
    [S8]: a host branch takes members in [S7].
    """
    minimum = policy.establishment.independent_minimum.value
    for partner in application.partners:
        if application.mode in {Mode.JOINT, Mode.AFFILIATED} and partner.counted >= minimum:
            raise r.OwnOrganisationError(partner.enterprise, partner.counted, minimum)
        members = partner.counted + partner.others
        if application.mode is Mode.WORK_COVERAGE and members:
            raise r.HasMembersError(partner.enterprise, members)
        if application.mode is Mode.AFFILIATED and not members:
            raise r.NoMembersError(partner.enterprise)


def _check_members(application: Application, policy: Policy) -> None:
    """Refuse an organisation of fewer than 3 counted members, in whatever body. Source: S6, B5."""
    minimum = policy.establishment.independent_minimum.value
    if application.counted < minimum:
        raise r.TooFewMembersError(application.counted, minimum)


def _check_body(mode: Mode, body: Body, policy: Policy, waivers: tuple[Waiver, ...]) -> None:
    if mode is Mode.PROJECT:
        _check_project(body, policy, waivers)
    if mode is Mode.TEMPORARY and body.relations_transferred:
        raise r.RelationsTransferredError


def _check_project(body: Body, policy: Policy, waivers: tuple[Waiver, ...]) -> None:
    """Refuse a project body that lasts less than 6 months, unless excepted. Source: B5."""
    starts_on, ends_on = _told(body.starts_on, "starts_on"), _told(body.ends_on, "ends_on")
    rule = policy.establishment.project_minimum
    needed = last_day(starts_on, rule)
    if ends_on < needed:
        refuse(r.ProjectTooShortError(ends_on, needed), rule, waivers)


def _told(day: date | None, field: str) -> date:
    if day is None:
        raise r.MissingFieldError(Mode.PROJECT, f"body.{field}")
    return day


def _check_kind(
    application: Application, kind: BranchKind, policy: Policy, waivers: tuple[Waiver, ...]
) -> None:
    """Refuse a kind that the mode or so many members do not found. Source: B, L; B5, B8."""
    if application.mode in _SMALL and kind is not BranchKind.BRANCH:
        raise r.OrdinaryBranchError(application.mode, kind)
    check_kind(kind, application.counted, policy, waivers)
