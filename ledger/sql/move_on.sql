-- move_on(after, upto): the checkpoint, if it still stands where it was read; whoever watches is told as it is committed.
--   after bigint · upto bigint
-- Returns upto first; no row if somebody else has moved it. The channel `ledger_moved` carries nothing.
with moved as (
    update checkpoint set position = $2 where position = $1 returning position
)
select position, pg_catalog.pg_notify('ledger_moved', '')
from moved
