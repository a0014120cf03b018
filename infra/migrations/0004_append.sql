-- append(nature, commands…, slices…, entries…): the only way into the journal. One call settles many commands, each
-- all or nothing; what one is answered does not touch its neighbours.
--
--   nature        text       'nature:real' or 'nature:rehearsal/EPOCH/SCALE': must be what the first entry says
--   commands, one element each:
--     command_ids uuid[] · fingerprints bytea[] (32 bytes each) · recorded timestamptz[]
--     slices_of   integer[]  where the command's slices begin, from 1; one more element marks the end
--   slices, the entries of one command for one stream:
--     streams     text[]     no stream twice in a command
--     expected    integer[]  the stream's version before this; 0 = no such stream
--     entries_of  integer[]  where the slice's entries begin, from 1; one more element marks the end
--   entries:
--     kinds text[] · tagged text[] (the tags, joined by one space) · bodies bytea[]
--
-- Returns one row a command, in order: `command` (its place in the call, from 1), `outcome` and
--   appended    `place` = position of its first entry; the others follow without a gap
--   repeated    the id was recorded with this fingerprint; nothing is written; `place` as recorded then
--   reused      the id was recorded with another fingerprint
--   conflict    `stream` stands at version `actual`, not as expected
-- or, when nothing was in the way, a single row: `command` 0, appended, `place` = position of the first entry of all.
--
-- Errors, for the whole call: JN001 another nature · JN003 malformed arrays · JN005 not READ COMMITTED; and
-- whatever the table's own checks refuse, whose details print the row: the callers keep them out of logs.
--
-- The lock is a statement of its own, so that every later statement sees all that was committed before it, and is
-- held to the commit: positions are gapless and commit in order. Ids are looked up before versions: a lost
-- acknowledgement never looks like a conflict. The plan settings keep one cached plan on the indexes: a plan made
-- while the table was small would scan it for ever. The ordinary way has few statements, because PL/pgSQL prepares
-- each expression anew in each transaction: a loop over the entries cost as much as the insert.
set local role journal_owner;

create function journal.append(
    nature text,
    command_ids uuid[], fingerprints bytea[], recorded timestamptz[], slices_of integer[],
    streams text[], expected integer[], entries_of integer[],
    kinds text[], tagged text[], bodies bytea[]
) returns table (command integer, outcome text, place bigint, stream text, actual integer)
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
as $$
#variable_conflict use_column
declare
    many    constant integer := cardinality(command_ids);
    look    record;
    known   record;
    first   bigint;  -- position of the next entry
    nr      integer := 1;
    upto    integer;
    written bigint;
begin
    lock table journal.gate in exclusive mode;

    -- one look at all that matters
    select coalesce((select e.position from journal.entry e order by e.position desc limit 1), 0) + 1 as first,
           coalesce(
               (select e.tags[1] from journal.entry e where e.position = 1),
               case when streams[1] = 'journal/nature' and kinds[1] = 'journal.opened.v1' then tagged[1] end,
               'not opened') as nature,
           many > 0 and slices_of[1] = 1 and entries_of[1] = 1
               and slices_of[many + 1] = cardinality(streams) + 1
               and entries_of[cardinality(streams) + 1] = cardinality(bodies) + 1 as well_formed,
           current_setting('transaction_isolation') as isolation,
           (many = 1 or many = (select count(distinct i) from unnest(command_ids) i))
               and (cardinality(streams) = 1
                    or cardinality(streams) = (select count(distinct s collate "C") from unnest(streams) s))
               and not exists (
                   select from journal.entry e where e.command_id = any (command_ids) and e.command_index = 0)
               and not exists (
                   select from unnest(streams, expected) s(stream, version)
                   where s.version is distinct from coalesce(
                       (select e.version from journal.entry e where e.stream = s.stream collate "C"
                        order by e.version desc limit 1), 0)) as unobstructed
        into look;

    if nature is distinct from look.nature or look.well_formed is not true or look.isolation <> 'read committed'
    then
        if look.isolation <> 'read committed' then
            raise exception 'the journal is appended to in READ COMMITTED only' using errcode = 'JN005';
        elsif look.well_formed is not true then
            raise exception 'arrays that do not fit each other' using errcode = 'JN003';
        end if;
        raise exception '%', nature using errcode = 'JN001', detail = look.nature;
    end if;

    -- all commands at once when nothing is in the way, else one after the other
    first := look.first;
    while nr <= many loop
        upto := case when look.unobstructed then many else nr end;

        if not look.unobstructed then
            command := nr;
            outcome := 'appended';
            place := first;
            stream := null;
            actual := null;
            select e.fingerprint, e.position into known
                from journal.entry e where e.command_id = command_ids[nr] and e.command_index = 0;
            if found then
                outcome := case when known.fingerprint = fingerprints[nr] then 'repeated' else 'reused' end;
                place := case when outcome = 'repeated' then known.position end;
            else
                for s in slices_of[nr] .. slices_of[nr + 1] - 1 loop
                    select coalesce(max(e.version), 0) into actual from journal.entry e where e.stream = streams[s];
                    if actual is distinct from expected[s] then
                        outcome := 'conflict';
                        place := null;
                        stream := streams[s];
                        exit;
                    end if;
                end loop;
            end if;
            return next;
            if outcome <> 'appended' then
                nr := nr + 1;
                continue;
            end if;
        end if;

        -- places that are doubled, out of bounds or in disorder violate a constraint of the table
        insert into journal.entry
            (position, stream, version, command_id, command_index, fingerprint, kind, recorded_at, tags, body)
        select first + e - entries_of[slices_of[nr]], streams[s], expected[s] + 1 + e - entries_of[s],
               command_ids[c], e - entries_of[slices_of[c]],
               case when e = entries_of[slices_of[c]] then fingerprints[c] end,
               kinds[e], recorded[c], string_to_array(tagged[e], ' '), bodies[e]
        from generate_series(nr, upto) c
        cross join lateral generate_series(slices_of[c], slices_of[c + 1] - 1) s
        cross join lateral generate_series(entries_of[s], entries_of[s + 1] - 1) e;

        -- and a place that is left out shows in their number
        get diagnostics written = row_count;
        if written is distinct from entries_of[slices_of[upto + 1]] - entries_of[slices_of[nr]] or written = 0 then
            raise exception 'arrays that leave out an entry' using errcode = 'JN003';
        end if;
        first := first + written;
        nr := upto + 1;
    end loop;

    if look.unobstructed then
        return query select 0, 'appended', look.first, null::text, null::integer;
    end if;
end
$$;

revoke execute on function journal.append from public;
