-- keep_streams(streams, versions, positions, states, orgs): streams as they are folded now.
--   streams text[], none twice · versions integer[] · positions bigint[] · states bytea[] (JSON) · orgs text[]
insert into stream (stream, version, position, state, org)
select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::bytea[], $5::text[])
on conflict (stream) do update
set version = excluded.version, position = excluded.position, state = excluded.state, org = excluded.org
