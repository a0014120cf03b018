-- change_password(person, was, hash, resets, changed_at): a new password in the place of the one that was shown.
--   person text · was text, the hash that was shown · hash text · resets int · changed_at timestamptz
-- Returns person; no row when somebody changed it meanwhile.
update access.password set hash = $3, once = false, resets = $4, expires_at = null, changed_at = $5
where person = $1 and hash = $2
returning person
