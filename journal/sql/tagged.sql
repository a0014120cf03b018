-- tagged(tag, after, limit): what is about one branch, enterprise, person …, across streams, in order.
--   tag text · after bigint, exclusive · limit integer
-- Returns whole entries. Materialised, so that the index on tags finds them: a walk by position would read on and on.
with found as materialized (
    select position from journal.entry where tags @> array[$1::text] and position > $2
), page as (
    select position from found order by position limit $3
)
select e.position, e.stream, e.version, e.command_id, e.command_index, e.kind, e.recorded_at, e.tags, e.body
from page join journal.entry e using (position)
order by e.position
