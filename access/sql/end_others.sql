-- end_others(person, kept): all sessions of a person end, but one.
--   person text · kept bytea, SHA-256 of the token of the one that goes on; null = none
delete from access.session where person = $1 and token is distinct from $2
