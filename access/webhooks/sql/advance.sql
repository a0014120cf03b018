-- advance(subscriber, after, upto, told_at): the position, if it still stands where it was read.
--   subscriber text · after, upto bigint · told_at timestamptz, null = nothing was told, only passed over
-- Returns upto; no row if somebody else has moved it.
update delivery.told
set position = $3, told_at = coalesce($4, told_at), failing_since = null, reason = null
where subscriber = $1 and position = $2
returning position
