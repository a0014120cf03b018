-- begin(subscriber, since): how far a subscriber was told; one that is new, up to where it asked to begin.
--   subscriber text · since bigint
-- Returns one row: position, gone (boolean).
insert into delivery.told (subscriber, position) values ($1, $2)
on conflict (subscriber) do update set subscriber = excluded.subscriber
returning position, gone_at is not null as gone
