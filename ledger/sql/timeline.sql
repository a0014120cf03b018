-- timeline(name, after, limit, technical): where the entries of a stream, or with a tag, stand in the journal.
--   name text · after bigint, exclusive · limit integer, null = all · technical boolean: those as well
-- Returns position, in order.
select position
from ledger.timeline
where name = $1 and position > $2 and (not technical or $4::boolean)
order by position
limit $3
