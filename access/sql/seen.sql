-- seen(token, at): the session was used.
--   token bytea, SHA-256 · at timestamptz
update access.session set seen_at = $2 where token = $1 and seen_at < $2
