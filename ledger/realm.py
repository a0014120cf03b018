"""For whom the ledger is read: all of it, or some organisations only."""

from collections.abc import Iterable
from typing import NamedTuple

from domain.orders import OrgId


class Realm(NamedTuple):
    """
    Whose rows are seen: `orgs`, None = everybody's.

    Who is signed in has the realm that `domain.reading.realm` tells, and PostgreSQL shows no row beyond it. Everything
    is for the service itself, and for the command line on the embedded stack.
    """

    orgs: frozenset[OrgId] | None

    @property
    def told(self) -> str | None:
        """As PostgreSQL is told (`app.orgs`): ids with commas between, which no id holds."""
        return None if self.orgs is None else ",".join(sorted(self.orgs))

    def narrowed(self, wanted: Iterable[OrgId] | None) -> tuple[OrgId, ...] | None:
        """Return which organisations to look for: those wanted (None: any), inside the realm; None = all there are."""
        if self.orgs is None:
            return None if wanted is None else tuple(wanted)
        return tuple(sorted(self.orgs if wanted is None else self.orgs.intersection(wanted)))


EVERYTHING = Realm(None)
