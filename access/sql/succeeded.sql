-- succeeded(what): the attempt was right; all failures are forgotten.
--   what bytea, SHA-256
delete from access.attempt where what = $1
