-- rebuild_alone(): become the one who rebuilds, until the connection ends.
-- Returns one boolean; false while another does.
select pg_catalog.pg_try_advisory_lock(x'72656275696c64'::bigint)  -- "rebuild"
