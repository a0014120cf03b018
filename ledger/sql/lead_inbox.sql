-- lead_inbox(): become the one who relays the inboxes of this database, until the connection ends.
-- Returns one boolean; false while another is.
select pg_catalog.pg_try_advisory_lock(x'696e626f78'::bigint)  -- "inbox"
