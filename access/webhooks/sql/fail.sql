-- fail(subscriber, at, reason): the next entry was not taken.
--   subscriber text · at timestamptz · reason text
update delivery.told set failing_since = coalesce(failing_since, $2), reason = $3 where subscriber = $1
