-- last_day(): the day in which the last folded entry counts.
-- Returns one date; no row before the first.
select day from day order by day desc limit 1
