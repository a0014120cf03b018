-- extent(): how far every table of the journal reaches, in one snapshot.
-- Returns one row: last (position), sealed (position), checkpoint (size), 0 = none; levels, counts, highest: of the tiles,
-- an element a level.
select
    coalesce((select max(position) from journal.entry), 0) as last,
    coalesce((select first + count - 1 from journal.seal order by first desc limit 1), 0) as sealed,
    coalesce((select max(size) from journal.checkpoint), 0) as checkpoint,
    coalesce(array_agg(level order by level), '{}') as levels,
    coalesce(array_agg(tiles order by level), '{}') as counts,
    coalesce(array_agg(highest order by level), '{}') as highest
from (select level, count(*) as tiles, max(number) as highest from journal.tile group by level) kept
