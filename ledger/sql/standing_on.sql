-- standing_on(day): up to which position a day goes, once a later one has begun.
--   day date
-- Returns position bigint, recorded_at timestamptz, both null where nothing was recorded by then; no row while the day,
-- or one before it, still goes on.
select kept.position, kept.recorded_at
from (select max(day) as day from ledger.day) as last
left join lateral (
    select position, recorded_at from ledger.day where day <= $1 order by day desc limit 1
) as kept on true
where last.day > $1
