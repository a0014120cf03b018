-- beside(streams, versions): what stands at a version of a stream, and at the version before it.
--   streams text[] · versions bigint[], one a stream
-- Returns nth (place in the arrays, from 1), version, position; one row an entry, so that a doubled version shows.
select asked.nth::integer, e.version, e.position
from unnest($1::text[], $2::bigint[]) with ordinality asked (stream, version, nth)
join journal.entry e
    on e.stream = asked.stream collate "C" and e.version between asked.version - 1 and asked.version
