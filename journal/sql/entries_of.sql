-- entries_of(stream, after, at_most): entries of one stream in order.
--   stream text · after integer, exclusive · at_most integer, null = all
-- Returns whole entries; no row if there is none.
select position, stream, version, command_id, command_index, kind, recorded_at, tags, body
from journal.entry
where stream = $1 and version > $2
order by version
limit $3
