-- Where open cases stand (流程图), derived as all of the ledger: see 0008.
--
--   open_case   one row for each case that is not finished, also one that waits for time alone; pages of a step are read
--               by (process, status, closed, due_on, stream), what has no day last
--
-- Who sees the case's stream sees its row: where it lies, and where a step of it lies `elsewhere`.
set local role ledger_projector;

create table ledger.open_case (
    stream    text collate "C" primary key,
    process   text collate "C" not null,
    status    text collate "C" not null,
    closed    boolean not null,             -- and only asked whether what followed from a wrong entry is kept
    org       text collate "C" not null,
    elsewhere text[] not null,              -- other organisations where steps of it lie
    due_on    date,                         -- the first day that anything is due
    overdue   boolean not null,             -- whether any step is
    rests     boolean not null,
    steps     text[] not null,
    about     json not null
);
create index on ledger.open_case (process, status, closed, coalesce(due_on, date 'infinity'), stream);

create or replace function ledger.guard(place text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    -- told once a statement, and looked up by hash: a province has thousands of organisations. What is asked of
    -- another table is a scalar: with `exists` the planner reads all of it first
    realm    text := $p$ in (select unnest(string_to_array(nullif(current_setting('app.orgs', true), ''), ',')))$p$;
    guarded  record;
    seen     text;
begin
    for guarded in
        select c.relname as name,
               exists (select from pg_attribute a
                       where a.attrelid = c.oid and a.attname = 'org' and not a.attisdropped) as placed
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = place and c.relkind = 'r' and c.relname <> 'checkpoint'
    loop
        seen := case
            when guarded.name = 'task' then 'org' || realm || ' or case_org' || realm
            when guarded.name = 'stream' then format(
                'org%s or (select true from %I.task t where t.stream = stream.stream and t.org%s limit 1)',
                realm, place, realm)
            when guarded.name = 'open_case' then  -- as its stream is, and without a look at another table
                'org' || realm || $p$ or elsewhere <> '{}' and elsewhere
                    && string_to_array(nullif(current_setting('app.orgs', true), ''), ',')$p$
            when guarded.name in ('timeline', 'inbox') then format(  -- the case's own wall stands here as well
                '(select true from %I.stream s where s.stream = %I.stream)', place, guarded.name)
            when guarded.placed then 'org' || realm
            else 'false'
        end;
        execute format('alter table %I.%I enable row level security', place, guarded.name);
        execute format('drop policy if exists all_of_it on %I.%I', place, guarded.name);
        execute format('create policy all_of_it on %I.%I for select to journal_reader, journal_auditor using (true)',
            place, guarded.name);
        execute format('drop policy if exists of_the_realm on %I.%I', place, guarded.name);
        execute format('create policy of_the_realm on %I.%I for select to ledger_reader using (%s)',
            place, guarded.name, seen);
    end loop;
end
$$;
revoke execute on function ledger.guard from public;
select ledger.guard('ledger');

-- the projector folds anew, into the new columns as well
do $$
begin
    execute (select 'truncate ' || pg_catalog.string_agg(pg_catalog.format('ledger.%I', tablename), ', ')
             from pg_catalog.pg_tables where schemaname = 'ledger' and tablename <> 'checkpoint');
end
$$;
update ledger.checkpoint set position = 0;
