"""What keeps the desk from answering, by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.service import RPCError

from interfaces.desk.answers import POSTGRESQL, TEMPORAL, DeskUnavailableError
from journal.errors import JournalUnavailableError
from journal.shelf import NoRulesError

_NOT_CONNECTED = "client connect"
"""What the client says when it was made without a connection and cannot make one."""


@contextmanager
def outages_named(command_id: UUID | None = None) -> Iterator[None]:
    """Raise `DeskUnavailableError` for whatever says that PostgreSQL or Temporal is away, or too slow."""
    try:
        yield
    except (JournalUnavailableError, NoRulesError) as error:
        raise DeskUnavailableError(POSTGRESQL, error, command_id) from error
    except (RPCError, TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError) as error:
        raise DeskUnavailableError(TEMPORAL, error, command_id) from error
    except RuntimeError as error:
        if _NOT_CONNECTED not in str(error):
            raise
        raise DeskUnavailableError(TEMPORAL, error, command_id) from error
