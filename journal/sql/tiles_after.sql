-- tiles_after(level, after, limit): the full tiles of a level above number `after`, in order.
--   level smallint · after bigint, exclusive, -1 = from the first · limit integer
-- Returns level, number, hashes.
select level, number, hashes
from journal.tile
where level = $1 and number > $2
order by number
limit $3
