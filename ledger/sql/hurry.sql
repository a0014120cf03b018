-- hurry(): whoever comes while this transaction waits for a lock waits behind it, so it does not wait for long; but
-- longer than the server takes to cancel an autovacuum that holds it.
set local lock_timeout = '1500ms'
