-- keep_streams(streams, versions, positions, states): streams as they are folded now.
--   streams text[], none twice · versions integer[] · positions bigint[] · states bytea[] (JSON)
insert into stream (stream, version, position, state)
select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::bytea[])
on conflict (stream) do update
set version = excluded.version, position = excluded.position, state = excluded.state
