-- sweep(at, forgotten): what ended, and failures that count no more, are removed.
--   at timestamptz · forgotten interval
with sessions as (delete from access.session where ends_at <= $1),
     errands as (delete from access.errand where ends_at <= $1)
delete from access.attempt where last_at < $1::timestamptz - $2::interval and (locked_until is null or locked_until <= $1)
