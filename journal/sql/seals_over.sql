-- seals_over(first, last): the seals whose batches hold any of the positions `first` to `last`, in order.
--   first bigint · last bigint, inclusive
-- Returns first, count, root, leaves. Batches follow each other without a gap: one may begin before `first`.
select first, count, root, leaves
from journal.seal
where first >= coalesce((select s.first from journal.seal s where s.first <= $1 order by s.first desc limit 1), $1)
  and first <= $2
order by first
