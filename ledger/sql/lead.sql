-- lead(): become the one who writes the ledger of this database, until the connection ends.
-- Returns one boolean; false while another is.
select pg_catalog.pg_try_advisory_lock(x'6c6564676572'::bigint)  -- "ledger"
