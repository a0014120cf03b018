-- bodies_after(after, limit): the bytes of entries, to be hashed.
--   after bigint, exclusive · limit integer
-- Returns position, body, by position.
select position, body
from journal.entry
where position > $1
order by position
limit $2
