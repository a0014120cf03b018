"""The channels that wake a projector. A wake-up lost costs a moment: it looks by itself as well."""

SEALED = "journal_sealed"
"""The sealer has taken new entries into the tree."""
AWAITED = "ledger_awaited"
"""Somebody waits until the ledger has come further."""
