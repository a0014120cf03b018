-- seal(first, count, root, leaves, levels, numbers, hashes): one batch and the tiles that it filled, or nothing.
--   first bigint · count integer · root bytea · leaves bytea, see migration 0007
--   levels smallint[] · numbers bigint[] · hashes bytea[]: the tiles, [] for none
-- Returns recorded_at of the batch's first entry, which waited longest. A batch that begins where another one began
-- is a unique violation: only who knows all seals can add one.
with filled as (
    insert into journal.tile (level, number, hashes)
    select * from unnest($5::smallint[], $6::bigint[], $7::bytea[])
)
insert into journal.seal (first, count, root, leaves)
values ($1, $2, $3, $4)
returning (select e.recorded_at from journal.entry e where e.position = seal.first) as recorded_at
