-- last_seal(): the seal of the last batch.
-- Returns first, count, root, leaves; no row if nothing was sealed.
select first, count, root, leaves
from journal.seal
order by first desc
limit 1
