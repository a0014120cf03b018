-- lead(key): become the one who seals this database, until the connection ends.
--   key bigint
-- Returns one row: whether it is so now. Never waits: a waiting statement would hold back vacuum.
select pg_try_advisory_lock($1) as leading
