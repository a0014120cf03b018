-- as_reader(orgs): until the transaction ends, the connection sees the rows of some organisations only (0013).
--   orgs text: their ids with commas between; '' = nothing
select pg_catalog.set_config('app.orgs', $1, true), pg_catalog.set_config('role', 'ledger_reader', true)
