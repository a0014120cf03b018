"""What an auditor asks (审计): of the journal itself, or of a server from afar. Either way it is told the same."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from audit.seal_status import SealStatus
from audit.verifying.findings import Verification
from audit.verifying.verify import Span
from interfaces.desk.audited import ToldConformance, ToldMoment, ToldStep
from journal.notes import PublicKey

Advanced = Callable[[int, int | None], None]
"""Is told how many more entries are done, of how many in all (None: nobody knows)."""


class Then(NamedTuple):
    """As a stream was known by a version, or at a moment (UTC, of recording); None: as it is known now."""

    version: int | None = None
    at: datetime | None = None


class Held(NamedTuple):
    """
    What an auditor holds against the journal.

    `anchors`: signed checkpoints that were kept outside it; None: those that whoever answers keeps. `key`: one of which
    the auditor knows that it signed for this journal.
    """

    anchors: Sequence[str] | None = None
    key: PublicKey | None = None


class Proved(NamedTuple):
    """The file that proves an entry, and the entry's position."""

    position: int
    text: str


class Audits(Protocol):
    """
    What can be asked about the journal as evidence.

    Every method raises `DomainError` or `RefusedError` for what a rule refuses, and `DeskUnavailableError`.
    """

    async def moment(self, stream: str, then: Then) -> ToldMoment:
        """Return a stream as it stood; version 0 when it had no entries. A version beyond the last is the last."""

    async def steps(self, stream: str, then: Then) -> tuple[ToldStep, ...]:
        """Return its entries up to then, each with what it changed; none for a stream that is not there."""

    async def conform(self, stream: str, *, today: bool) -> ToldConformance:
        """Put every command of a stream to its rules again, or to today's; no entries for one that is not there."""

    async def prove(self, stream: str, version: int) -> Proved:
        """Return the proof of an entry. Refused: `proof.no-such-entry`, `proof.not-sealed-yet`, `proof.altered`."""

    async def verify(self, span: Span, held: Held, advanced: Advanced) -> Verification:
        """Compare all that is kept of these entries. Raises `OSError` for anchors here that cannot be read."""

    async def status(self) -> SealStatus:
        """Return how the seal stands. Raises `OSError` as `verify` does."""
