"""
What operators and auditors count (指标): the figures of domain.md §11, and what counts in each.

Counted in enterprises there is one denominator: private, operating, investigated.
"""

from datetime import date
from enum import StrEnum

from domain.branch.state import BranchState
from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise.state import EnterpriseState, EnterpriseStatus, Noted
from domain.establishment.modes import Mode
from domain.establishment.state import EstablishmentState
from domain.establishment.state import Status as EstablishmentStatus
from domain.evaluation.state import HAS_STAR, EvaluationState
from domain.filing.state import FilingState
from domain.filing.state import Status as FilingStatus
from domain.investigation.ownership import NEVER_IN_SCOPE
from domain.investigation.state import InvestigationState


class Figure(StrEnum):
    """
    A count over rows, or a share of two of them. Source: domain.md §11.

    What is counted names the figures it counts in, so that every figure opens into exactly what it counted.
    """

    BASE = "base"
    """Enterprises: private, operating, investigated. The one denominator; S1, S3."""
    ORGANISATION = "organisation"
    """Of the base: covered by an organisation, independent, joint or affiliated; S6, S7."""
    INDEPENDENT = "independent"
    """Of the base: with an organisation of its own; S6."""
    JOINT = "joint"
    """Of the base: with others in one organisation; S7."""
    AFFILIATED = "affiliated"
    """Of the base: with a host; S7."""
    WORK = "work"
    """Of the base: work coverage; S8."""
    PRIORITY_BASE = "priority_base"
    """Of the base: those with priority; S2."""
    PRIORITY = "priority"
    """Of those with priority: covered by an organisation; S2, S6, S7."""
    UNINVESTIGATED = "uninvestigated"
    """Operating and not known to be excluded, but nothing is concluded yet: outside the base; S3."""
    FOUNDED = "founded"
    """Enterprises whose organisation was set up after an investigation; the days between the two are its measure; S3."""
    TERMS = "terms"
    """Living branches whose term is known; S16."""
    TERMS_ENDING = "terms_ending"
    """Of these: the term ends within the months for which policy reminds of it, or has ended."""
    FILINGS = "filings"
    """Filings that were not withdrawn; S18."""
    LATE = "late"
    """Of these: submitted later than policy allows; S18."""
    OVERDUE = "overdue"
    """Tasks whose deadline has passed; S53, S54."""
    STARS = "stars"
    """Evaluations of the last round that carry a star, against the places of the quota; S22."""


_BY_LEVEL = {
    CoverageLevel.INDEPENDENT: (Figure.ORGANISATION, Figure.INDEPENDENT),
    CoverageLevel.JOINT: (Figure.ORGANISATION, Figure.JOINT),
    CoverageLevel.AFFILIATED: (Figure.ORGANISATION, Figure.AFFILIATED),
    CoverageLevel.WORK_COVERAGE: (Figure.WORK,),
}
_ASKING = frozenset({Conclusion.INDEPENDENT, Conclusion.JOINT_OR_AFFILIATED, Conclusion.ADJUST})
_ORGANISATIONS = frozenset({Mode.INDEPENDENT, Mode.JOINT, Mode.AFFILIATED})


def of_enterprise(state: EnterpriseState) -> tuple[Figure, ...]:
    """
    Return the figures in which an enterprise counts.

    Private: its register does not say it is state-owned, collective or a branch office, and no investigation excluded
    it; whose ownership nobody told was asked by the investigation. Investigated: something is concluded of it, and by
    a campaign from its register as well, since that is the same rule (seams.md, "Many at once").
    Source: domain.md §11; S1–S3, S6–S8.
    """
    if state.status != EnterpriseStatus.OPERATING or state.row is None:
        return ()
    if state.row.ownership in NEVER_IN_SCOPE:
        return ()
    if state.noted is None:
        return (Figure.UNINVESTIGATED,)
    if state.noted.conclusion == Conclusion.EXCLUDED:
        return ()
    granted = state.covering.granted
    covered = _BY_LEVEL[granted.level] if granted else ()
    return (Figure.BASE, *covered, *_priority(state.noted, covered))


def of_filing(state: FilingState) -> tuple[Figure, ...]:
    """Return the figures in which a filing counts; one that was withdrawn was never filed. Source: domain.md §§8, 11."""
    if state.status in {FilingStatus.NONE, FilingStatus.WITHDRAWN}:
        return ()
    return (Figure.FILINGS, Figure.LATE) if state.late_by_days else (Figure.FILINGS,)


def of_branch(state: BranchState) -> tuple[Figure, ...]:
    """Return the figures in which a living branch counts: those whose term is known. Source: domain.md §§6, 11; S16."""
    return (Figure.TERMS,) if state.term else ()


def of_evaluation(state: EvaluationState) -> tuple[Figure, ...]:
    """Return the figures in which an evaluation counts: once a star was awarded. Source: domain.md §§9, 11; S22."""
    return (Figure.STARS,) if state.status in HAS_STAR else ()


def asked_on(state: InvestigationState) -> date | None:
    """Return since when an investigation asks for an organisation; None while it does not. Source: domain.md §§4, 11; S3."""
    return state.decided_on if state.conclusion in _ASKING else None


def founded_on(state: EstablishmentState) -> date | None:
    """
    Return when an establishment reached its end: the founding meeting, or for an affiliated one the approval.

    None while it is under way, and for what covers no enterprise by an organisation. Source: domain.md §§5, 11; S3.
    """
    if state.status != EstablishmentStatus.ACTIVE or state.mode not in _ORGANISATIONS:
        return None
    return state.held_on or state.approved_on


def _priority(noted: Noted, covered: tuple[Figure, ...]) -> tuple[Figure, ...]:
    if not noted.priority:
        return ()
    reached = Figure.ORGANISATION in covered
    return (Figure.PRIORITY_BASE, Figure.PRIORITY) if reached else (Figure.PRIORITY_BASE,)
