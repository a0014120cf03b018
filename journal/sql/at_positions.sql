-- at_positions(positions): some entries, in the order of the journal.
--   positions bigint[]
-- Returns whole entries.
select position, stream, version, command_id, command_index, kind, recorded_at, tags, body
from journal.entry
where position = any ($1::bigint[])
order by position
