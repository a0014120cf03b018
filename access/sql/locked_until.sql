-- locked_until(what): until when nothing more is tried.
--   what bytea, SHA-256
-- Returns locked_until; no row if nothing was tried lately.
select locked_until from access.attempt where what = $1
