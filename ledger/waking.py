"""The channels that wake who waits. A wake-up lost costs a projector a moment: it looks by itself as well."""

SEALED = "journal_sealed"
"""The sealer has taken new entries into the tree."""
AWAITED = "ledger_awaited"
"""Somebody waits until the ledger has come further."""
MOVED = "ledger_moved"
"""The ledger has come further."""
