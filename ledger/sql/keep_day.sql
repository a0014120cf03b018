-- keep_day(position, day, at): up to where, and until when, a day goes by now.
--   position bigint · day date · at timestamptz
insert into day (position, day, recorded_at) values ($1, $2, $3)
on conflict (day) do update set position = excluded.position, recorded_at = excluded.recorded_at
