-- first_entry(): the entry that says of which nature the journal is.
-- Returns one whole entry; no row if the journal was not begun.
select position, stream, version, command_id, command_index, kind, recorded_at, tags, body
from journal.entry
where position = 1
