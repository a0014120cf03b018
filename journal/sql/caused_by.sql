-- caused_by(command_id): what a command left, in the order it was written.
--   command_id uuid
-- Returns whole entries; no row if the command was never recorded.
select position, stream, version, command_id, command_index, kind, recorded_at, tags, body
from journal.entry
where command_id = $1
order by command_index
