-- excused(what, free): one attempt was right; it alone is taken back, and the lock that it set.
--   what bytea, SHA-256 · free int, failures without a delay
update access.attempt set failures = greatest(failures - 1, 0),
    locked_until = case when failures - 1 >= $2::int then locked_until end
where what = $1
