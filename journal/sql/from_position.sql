-- from_position(after, limit, kinds): the journal in its order.
--   after bigint, exclusive · limit integer · kinds text[], null = all
-- Returns whole entries. Kinds have no index: a rare kind costs a walk from `after`.
select position, stream, version, command_id, command_index, kind, recorded_at, tags, body
from journal.entry
where position > $1 and ($3::text[] is null or kind = any ($3))
order by position
limit $2
