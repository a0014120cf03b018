-- begin_errand(state, browser, verifier, nonce, ends_at): a person goes to the provider.
--   state bytea, SHA-256 · browser bytea, SHA-256 · verifier text · nonce text · ends_at timestamptz
insert into access.errand (state, browser, verifier, nonce, ends_at) values ($1, $2, $3, $4, $5)
