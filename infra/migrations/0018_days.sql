-- What was counted as each day ended (覆盖对比), derived as all of the ledger: see 0008. What the figures of a day in the past
-- were is so told by the same counting as today's, and two days stand side by side.
--
--   day          each day on which anything was recorded: up to which position, and when that was; the last goes on
--   day_figure   how many rows of an organisation counted in a figure when a day ended, kept where that changed:
--                what holds is the last row up to a day. `ends`: when the terms end that count, in order
--
-- A day is one of Shanghai; an entry that is recorded with an earlier day than one before it counts in the later one.
set local role ledger_projector;

create table ledger.day (
    day         date primary key,
    position    bigint not null check (position > 0),
    recorded_at timestamptz not null
);

create table ledger.day_figure (
    org     text collate "C" not null,
    figure  text collate "C" not null,
    day     date not null,
    counted bigint not null check (counted >= 0),
    ends    date[],
    primary key (org, figure, day)
);

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
        where n.nspname = place and c.relkind = 'r'
          and c.relname not in ('checkpoint', 'day')  -- they tell positions and times only
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

-- the projector folds anew, day by day
do $$
begin
    execute (select 'truncate ' || pg_catalog.string_agg(pg_catalog.format('ledger.%I', tablename), ', ')
             from pg_catalog.pg_tables where schemaname = 'ledger' and tablename <> 'checkpoint');
end
$$;
update ledger.checkpoint set position = 0;
