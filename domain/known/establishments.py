"""What an establishment tells of its next steps."""

from collections.abc import Iterator

from domain.establishment.commands import Apply, PlaceAdviser, Resubmit
from domain.establishment.state import EstablishmentState, Status
from domain.known.telling import Known, Telling


def _prepared(state: EstablishmentState, _of: str) -> Iterator[Known]:
    """Tell an application what was prepared: in which mode, of which enterprises with their members."""
    if state.status is Status.PREPARING:
        yield Known("org", state.org)
        yield Known("application.mode", state.mode)
        yield Known("application.partners", state.prepared or None)


def _returned(state: EstablishmentState, _of: str) -> Iterator[Known]:
    """Tell a second application the first one."""
    yield Known("application", state.application)


def _serving(state: EstablishmentState, _of: str) -> Iterator[Known]:
    """Tell a renewal who serves."""
    yield Known("adviser", state.adviser)


ESTABLISHMENT: Telling = {Apply: _prepared, Resubmit: _returned, PlaceAdviser: _serving}
