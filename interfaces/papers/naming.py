"""Which branches and enterprises the documents of a case name, so that whoever asks for them can look them up."""

from collections.abc import Iterable, Iterator

from domain.appointment.state import AppointmentState
from domain.deciding import fold_corrected
from domain.establishment.state import EstablishmentState
from domain.evaluation_round.state import RoundState
from domain.filing.state import FilingState
from domain.investigation.state import InvestigationState
from domain.matter.state import Matter
from domain.model import StreamName
from domain.processes import decider_of
from interfaces.papers.case import Case


def named_in(case: Case) -> tuple[StreamName, ...]:
    """Return the streams of the branches and enterprises that a case's documents may name, each once."""
    facts = [one.fact for one in case.recorded]
    state = fold_corrected(decider_of(case.stream), facts, stream=case.stream)
    return tuple(dict.fromkeys(_named(state)))


def _named(state: Matter) -> Iterator[StreamName]:
    match state:
        case FilingState():
            yield from _streams(branches=[state.branch], enterprises=[state.enterprise])
        case AppointmentState():
            yield from _streams(branches=[state.branch])
        case RoundState():
            yield from _streams(branches=[row.branch for row in state.rows])
        case EstablishmentState(application=application) if application:
            yield from _streams(branches=[application.host], enterprises=application.enterprises)
        case InvestigationState():
            yield from _streams(enterprises=[state.stream.split("/")[1]])


def _streams(
    branches: Iterable[str | None] = (), enterprises: Iterable[str | None] = ()
) -> Iterator[StreamName]:
    yield from (f"branch/{one}" for one in branches if one)
    yield from (f"enterprise/{one}" for one in enterprises if one)
