-- standing(): up to where the live ledger is folded. The first statement of every reader: it keeps a rebuild from
-- taking over before he has finished.
-- Returns one bigint.
select position from ledger.checkpoint
