-- last_checkpoint(): the signed checkpoint that reaches furthest.
-- Returns size, note; no row if there is none.
select size, note
from journal.checkpoint
order by size desc
limit 1
