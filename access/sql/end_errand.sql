-- end_errand(state): the person is back; nobody comes back by it twice.
--   state bytea, SHA-256
-- Returns browser, verifier, nonce, ends_at; no row if nobody went.
delete from access.errand where state = $1 returning browser, verifier, nonce, ends_at
