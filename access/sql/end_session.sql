-- end_session(token): the session has ended.
--   token bytea, SHA-256
-- Returns person; no row when it had ended before.
delete from access.session where token = $1 returning person
