-- checkpoints_after(after, limit): the signed checkpoints over more than `after` entries, by size.
--   after bigint, exclusive · limit integer
-- Returns size, note.
select size, note
from journal.checkpoint
where size > $1
order by size
limit $2
