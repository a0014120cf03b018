-- authenticated(token, at): who holds the session gave their credentials again.
--   token bytea, SHA-256 · at timestamptz
update access.session set authenticated_at = greatest(authenticated_at, $2) where token = $1
