-- append(nature, commands, slices, entries): see infra/migrations/0004_append.sql, which is the contract.
--   one round trip, a transaction of its own
-- Returns command, outcome, place, stream, actual: one row a command.
select command, outcome, place, stream, actual
from journal.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
