-- seals_after(after, limit): the seals of batches that begin above position `after`, in order.
--   after bigint, exclusive · limit integer
-- Returns first, count, root, leaves.
select first, count, root, leaves
from journal.seal
where first > $1
order by first
limit $2
