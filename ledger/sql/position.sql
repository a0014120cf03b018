-- position(): up to where the ledger is folded.
-- Returns one bigint.
select position from checkpoint
