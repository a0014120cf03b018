-- password_of(person): the password of an account.
--   person text
-- Returns hash, once, resets, expires_at; no row if there is none.
select hash, once, resets, expires_at from access.password where person = $1
