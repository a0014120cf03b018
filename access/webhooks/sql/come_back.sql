-- come_back(subscriber): told again, from where it was left.
--   subscriber text
update delivery.told set gone_at = null, failing_since = null, reason = null where subscriber = $1
