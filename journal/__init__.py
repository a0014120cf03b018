"""The append-only event store on PostgreSQL: the only writer of truth."""
