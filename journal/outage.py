"""What an outage of PostgreSQL looks like from here: one error, whatever broke or is set up wrongly."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from journal.errors import JournalUnavailableError

OUTAGE = (
    OSError,  # includes TimeoutError and refused connections
    asyncpg.InterfaceError,  # the connection is closed
    asyncpg.InternalClientError,  # what asyncpg says when a backend dies in mid-sentence
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shutting down, starting up, crashed, cancelled
    asyncpg.InsufficientResourcesError,  # too many connections, disk full
    asyncpg.PostgresSystemError,  # an error of the disk
    asyncpg.ObjectNotInPrerequisiteStateError,  # includes the lock timeout at the gate
    asyncpg.TransactionRollbackError,
    asyncpg.InvalidTransactionStateError,  # transaction and idle timeouts, a standby that cannot write
    asyncpg.InvalidAuthorizationSpecificationError,  # class 28: no such login, a wrong password
    asyncpg.InvalidCatalogNameError,  # class 3D: no such database
    asyncpg.SyntaxOrAccessError,  # class 42: not migrated yet, a right that was never granted
)
"""
Errors after which the same call may well succeed, by itself or once somebody has set PostgreSQL up as it must be.

None of them is a fault of what was sent. A command that met one may have been committed.
"""


@contextmanager
def outage_named() -> Iterator[None]:
    """Turn whatever an outage raises into `JournalUnavailableError`."""
    try:
        yield
    except OUTAGE as error:
        raise unavailable(error) from error


def unavailable(error: BaseException) -> JournalUnavailableError:
    """Return the outage that `error` shows; its class says what broke."""
    return JournalUnavailableError(f"{type(error).__name__}: {error}")
