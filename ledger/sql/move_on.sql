-- move_on(after, upto): the checkpoint, if it still stands where it was read.
--   after bigint · upto bigint
-- Returns upto; no row if somebody else has moved it.
update checkpoint set position = $2 where position = $1 returning position
