-- standing(): up to where the live ledger is folded.
-- Returns one bigint.
select position from ledger.checkpoint
