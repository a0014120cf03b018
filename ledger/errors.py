"""What the ledger can answer instead of going on."""


class LedgerError(Exception):
    """The base of what a caller handles by itself."""


class LedgerDefectError(LedgerError):
    """
    A fold failed, and would again: the ledger stands still before that entry, and none is skipped.

    `table`: whose rows could not be made (`stream`: the state itself); `position`: of the stream's last new entry.
    """

    def __init__(self, table: str, stream: str, position: int, reason: str) -> None:
        super().__init__(f"{stream} cannot be folded into {table} at position {position}: {reason}")
        self.table = table
        self.stream = stream
        self.position = position


class ForeignLedgerError(LedgerError):
    """The database holds other tables than this version of the code folds: another version's."""

    def __init__(self, missing: frozenset[str], unknown: frozenset[str]) -> None:
        told = (
            f"missing {', '.join(sorted(missing)) or '-'}",
            f"unknown {', '.join(sorted(unknown)) or '-'}",
        )
        super().__init__(f"the ledger's tables are not this version's: {'; '.join(told)}")
        self.missing = missing
        self.unknown = unknown


class LedgerMovedError(LedgerError):
    """Somebody else moved the checkpoint: a rebuild, or another leader. Nothing was written; begin where it stands."""


class RebuildRunningError(LedgerError):
    """Somebody else is rebuilding the ledger."""
