-- raw_entries(after, upto, limit): the entries as they are stored, in order, with those at the last position all.
--   after bigint, exclusive · upto bigint, inclusive · limit integer
-- Returns every column; recorded_at as entries write it, in UTC, since the server formats faster than who verifies.
select position, stream, version, command_id, command_index, fingerprint, kind,
    to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at, tags, body
from journal.entry
where position > $1 and position <= $2
order by position
fetch first $3 rows with ties
