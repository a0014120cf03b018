-- The inbox (收件) as the relay and the administrators ask it: what waits, what was delivered, what is a dead letter.
-- Derived as all of the ledger: see 0008.
--
--   inbox   one row an entry of the inboxes, append only. An event is `received` once; its last row tells how it stands:
--           received or redriven = it waits, delivered, or dead. (Rows that are replaced would have to be written for
--           a whole month of a system each time.)
set local role ledger_projector;

create table ledger.inbox (
    stream   text collate "C" not null,
    version  integer not null,              -- of the entry
    position bigint not null,               -- of the entry
    event    integer not null,              -- the version of the event it is about
    what     text collate "C" not null check (what in ('received', 'redriven', 'delivered', 'dead')),
    org      text collate "C" not null,
    system   text collate "C",              -- from here on: of `received`
    source   text,
    event_id text,
    type     text,
    subject  text,
    rule     text,                          -- of `dead`: why
    policy   text,
    data     json,
    primary key (stream, version)
);
create index on ledger.inbox (stream, event, version);
create index on ledger.inbox (position) where what in ('received', 'redriven');
create index on ledger.inbox (position) where what = 'dead';

-- the projector folds anew, into this table as well
truncate ledger.stream, ledger.task, ledger.pool, ledger.subject, ledger.timeline, ledger.enterprise, ledger.branch,
    ledger.secretary, ledger.filing, ledger.evaluation, ledger.concluded, ledger.founded, ledger.round;
update ledger.checkpoint set position = 0;

-- append, as 0004 has it, but for one thing: commands of one call may follow each other in one stream, each expecting
-- what the ones before it leave there, and are still settled at once. A system's events come so, many together in its
-- inbox; one after the other they were a fifth as fast.
reset role;
set local role journal_owner;

create or replace function journal.append(
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
               and not exists (
                   select from journal.entry e where e.command_id = any (command_ids) and e.command_index = 0)
               and not exists (
                   select from (
                       select s.stream, s.version, s.nth, coalesce(sum(s.entries) over (
                                  partition by s.stream order by s.nth
                                  rows between unbounded preceding and 1 preceding), 0) as before
                       from (select u.stream collate "C" as stream, u.version, u.nth,
                                    entries_of[u.nth + 1] - entries_of[u.nth] as entries
                             from unnest(streams, expected) with ordinality u(stream, version, nth)) s) s
                   where s.version is distinct from s.before + coalesce(
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
