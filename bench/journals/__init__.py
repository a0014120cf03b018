"""What `bench.journal` measures: the journal, bare asyncpg, and pyeventsourcing as a peer."""
