-- The second wall for reads (domain.md §2, journal.md "Roles"): what is read of the ledger for somebody who is signed in
-- is read in the role `ledger_reader`, which sees the rows of the organisations that the transaction names in `app.orgs`,
-- ids with commas between. Whole ids are compared, so `p1` is not `p10`. Where nothing is named it sees nothing: the
-- setting is NULL before it was ever set and '' after the transaction that set it, so both are none.
--
-- `ledger.guard(place)` puts the wall round every table of a schema; a rebuild calls it for the tables it lays out beside.
--   a row lies where its `org` lies; a step also where its case lies, and a case also where a step of it lies
--   a line of a story, and of an inbox, is seen by whoever sees its stream
--   `checkpoint` tells a position only, and stands open
--   a table of which nothing is known shows `ledger_reader` nothing: a LATER MIGRATION that adds one says here who sees it
--     (create or replace function ledger.guard), and calls `ledger.guard('ledger')`
-- The service itself, as journal_reader, and the auditor see all: the desk's own needs, and the command line on the
-- embedded stack, where there is no sign-in.
do $$
begin
    begin
        if not exists (select from pg_catalog.pg_roles where rolname = 'ledger_reader') then
            create role ledger_reader nologin;
        end if;
    exception when duplicate_object or unique_violation then
        null;  -- another database of the cluster made it a moment ago
    end;
    if not pg_catalog.pg_has_role('branch_service', 'ledger_reader', 'MEMBER') then
        grant ledger_reader to branch_service with inherit false, set true;
    end if;
end
$$;

set local role ledger_projector;

grant usage on schema ledger to ledger_reader;
grant select on all tables in schema ledger to ledger_reader;
alter default privileges grant select on tables to ledger_reader;

alter table ledger.stream add column org text collate "C" not null default 'none';
alter table ledger.stream alter column org drop default;
alter table ledger.subject add column org text collate "C" not null default 'none';
alter table ledger.subject alter column org drop default;

create function ledger.guard(place text) returns void
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
