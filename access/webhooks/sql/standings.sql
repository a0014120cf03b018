-- standings(): every subscriber that ever was, by id.
-- Returns subscriber, position, told_at, failing_since, reason, gone_at.
select subscriber, position, told_at, failing_since, reason, gone_at from delivery.told order by subscriber
