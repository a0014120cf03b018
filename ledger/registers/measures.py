"""What the coverage figures need beside the registers: when it was concluded, when it was set up, which places a quota gave."""

from datetime import date

from domain.establishment.state import EstablishmentState
from domain.evaluation_round.state import RoundState
from domain.evaluation_round.state import Status as RoundStatus
from domain.figures import asked_on, founded_on
from domain.investigation.state import InvestigationState
from domain.model import Model


class ConcludedRow(Model):
    """An investigation that says an organisation is to be set up or adjusted, and since which day."""

    stream: str
    position: int
    org: str
    enterprise: str
    conclusion: str
    decided_on: date


class FoundedRow(Model):
    """An organisation that was set up for enterprises, and on which day."""

    stream: str
    position: int
    org: str
    mode: str
    enterprises: tuple[str, ...]
    founded_on: date


class RoundRow(Model):
    """A round that was ranked: the places of each quota of each scheme, side by side. `bases`: of how many they are a share."""

    stream: str
    position: int
    org: str
    year: int
    status: str
    schemes: tuple[str, ...]
    bases: tuple[int, ...]
    quota_stars: tuple[int, ...]
    places: tuple[int, ...]


def concluded_row(state: InvestigationState, position: int) -> ConcludedRow | None:
    """Return since when an investigation asks for an organisation; None while it does not."""
    day = asked_on(state)
    if day is None or state.conclusion is None:
        return None
    return ConcludedRow(
        stream=state.stream,
        position=position,
        org=state.org,
        enterprise=state.enterprise,
        conclusion=state.conclusion,
        decided_on=day,
    )


def founded_row(state: EstablishmentState, position: int) -> FoundedRow | None:
    """Return when an organisation was set up; None while it is not."""
    day = founded_on(state)
    if day is None or state.mode is None:
        return None
    return FoundedRow(
        stream=state.stream,
        position=position,
        org=state.org,
        mode=state.mode,
        enterprises=state.applied.enterprises,
        founded_on=day,
    )


def round_row(state: RoundState, position: int) -> RoundRow | None:
    """Return the places of a round that was ranked; None before. Source: domain.md §§9, 11; S22."""
    if state.status == RoundStatus.NONE or not state.cohorts:
        return None
    quotas = [(cohort, one) for cohort in state.cohorts for one in cohort.quotas]
    return RoundRow(
        stream=state.stream,
        position=position,
        org=state.round_org,
        year=state.year,
        status=state.status,
        schemes=tuple(cohort.scheme for cohort, _ in quotas),
        bases=tuple(cohort.base for cohort, _ in quotas),
        quota_stars=tuple(one.star for _, one in quotas),
        places=tuple(one.places for _, one in quotas),
    )
