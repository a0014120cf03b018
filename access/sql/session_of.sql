-- session_of(token): the session of a token, whether it has ended or not.
--   token bytea, SHA-256
-- Returns person, entrances, authenticated_at, seen_at, ends_at; no row if there is none.
select person, entrances, authenticated_at, seen_at, ends_at from access.session where token = $1
