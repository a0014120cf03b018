-- hash_anew(person, was, hash): the same password under today's parameters; nothing when it was changed meanwhile.
--   person text · was text · hash text
update access.password set hash = $3 where person = $1 and hash = $2
