-- ledger_position(): up to where the ledger is folded. The first statement of whoever reads in one snapshot.
-- Returns one bigint.
select position from ledger.checkpoint
