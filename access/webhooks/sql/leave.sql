-- leave(subscriber, at): it said that it is gone; it is told nothing until somebody resumes it.
--   subscriber text · at timestamptz
update delivery.told set gone_at = $2 where subscriber = $1
