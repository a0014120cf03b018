-- try(what, at, free, first, longest, forgotten): an attempt begins; it counts as failed until `succeeded` says otherwise.
--   what bytea, SHA-256 · at timestamptz · free int, failures without a delay · first interval · longest interval
--   forgotten interval, after which failures count no more
-- The last free attempt and each one after it locks what comes next: for `first`, and twice as long each time.
-- Returns failures, locked_until (null: not locked); no row when it is locked already. One statement, so that however many
-- come at once, in however many processes, no more than the free ones are looked at.
insert into access.attempt as a (what, failures, last_at, locked_until)
values ($1, 1, $2::timestamptz, case when 1 >= $3::int then $2::timestamptz + $4::interval end)
on conflict (what) do update set
    failures = case when a.last_at < $2::timestamptz - $6::interval then 1 else a.failures + 1 end,
    last_at = $2::timestamptz,
    locked_until = case
        when a.last_at < $2::timestamptz - $6::interval then case when 1 >= $3::int then $2::timestamptz + $4::interval end
        when a.failures + 1 >= $3::int then $2::timestamptz + least($5::interval, $4::interval * (1 << least(a.failures + 1 - $3::int, 16)))
    end
where a.locked_until is null or a.locked_until <= $2::timestamptz
returning failures, locked_until
