-- begin_session(token, person, entrances, started_at, authenticated_at, ends_at): somebody came in.
--   token bytea, SHA-256 · person text · entrances int · started_at timestamptz · authenticated_at timestamptz · ends_at timestamptz
insert into access.session (token, person, entrances, started_at, authenticated_at, seen_at, ends_at)
values ($1, $2, $3, $4, $5, $4, $6)
