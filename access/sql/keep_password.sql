-- keep_password(person, hash, once, resets, expires_at, changed_at): the account has this password and no other.
--   person text · hash text, argon2id · once boolean · resets int · expires_at timestamptz, null unless once · changed_at timestamptz
insert into access.password (person, hash, once, resets, expires_at, changed_at) values ($1, $2, $3, $4, $5, $6)
on conflict (person) do update
    set hash = excluded.hash, once = excluded.once, resets = excluded.resets,
        expires_at = excluded.expires_at, changed_at = excluded.changed_at
