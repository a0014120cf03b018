-- The ledger: read models folded from the journal (domain.md §11). Nothing in it is evidence, all of it can be thrown
-- away: the projector folds it anew from position 0.
--
--   checkpoint   one row: the position up to which every other table is folded. Rows and checkpoint change in one
--                transaction, so whatever is read in one snapshot is true at that position
--   stream       one row a stream that has a decider: its version, the position of its last entry, its live state
--                (corrections applied) as JSON, so that folding goes on from it
--   task         待办: the steps that wait, one row each
--   pool         待联建: the enterprises that wait for partners or a host
--   subject      the names of what cases are about: enterprises, branches
--   timeline     经过: where an entry is told, by the stream's name and by each of its tags; append only
--
-- Only the projector writes here, in the role ledger_projector, which the service's login takes on for that and whose
-- rights it has not otherwise. Readers lock `checkpoint` first, in a transaction that sees one snapshot: a rebuild,
-- which puts whole tables in the place of others (from the schema ledger_beside), excludes them before it does.
--
-- Every table but `checkpoint` has a column `stream`; the rows of a stream are replaced as a whole, but in append-only
-- tables. Only tables live here, with indexes, defaults and checks: a rebuild copies nothing else.
-- A LATER MIGRATION that changes or adds a read model makes its tables in the role ledger_projector (readers get their
-- right by default), empties all others and sets the checkpoint to 0:
--   truncate ledger.stream, ledger.task, …; update ledger.checkpoint set position = 0;
-- then the projector folds anew. One of an older version sees tables it does not know, and does not write.
do $$
begin
    -- whoever may act as the owner may make the ledger's tables: also another database's migrator
    if not pg_catalog.pg_has_role('journal_owner', 'ledger_projector', 'SET') then
        grant ledger_projector to journal_owner with inherit false, set true;
    end if;
    if not pg_catalog.pg_has_role('branch_service', 'ledger_projector', 'MEMBER') then
        grant ledger_projector to branch_service with inherit false, set true;
    end if;
end
$$;

create schema ledger authorization ledger_projector;
create schema ledger_beside authorization ledger_projector;
set local role ledger_projector;

alter default privileges grant select on tables to journal_reader, journal_auditor;
grant usage on schema ledger to journal_reader, journal_auditor;

create table ledger.checkpoint (
    one_row  boolean primary key default true check (one_row),
    position bigint not null check (position >= 0)
);
insert into ledger.checkpoint (position) values (0);

create table ledger.stream (
    stream   text collate "C" primary key,
    version  integer not null,
    position bigint not null,
    state    bytea not null
);

create table ledger.task (
    stream      text collate "C" not null,
    action      text collate "C" not null,
    process     text collate "C" not null,
    org         text collate "C" not null,  -- where the step lies
    case_org    text collate "C" not null,  -- where the case lies
    role        text collate "C" not null,
    due_on      date,
    overdue     boolean not null,
    named       text[] not null,            -- to whom it was given, and who stands in, whatever the day
    task        json not null,
    assignments json not null,              -- of this step
    about       json not null,
    primary key (stream, action)
);
create index on ledger.task (org);

create table ledger.pool (
    stream     text collate "C" primary key,
    enterprise text collate "C" not null,
    name       text not null,
    org        text collate "C" not null,
    counted    integer
);
create index on ledger.pool (org);

create table ledger.subject (
    stream text collate "C" primary key,
    name   text not null
);

create table ledger.timeline (
    name      text collate "C" not null,    -- a stream, or a tag (`branch:b-1`)
    position  bigint not null,
    stream    text collate "C" not null,
    technical boolean not null,
    primary key (name, position)
);
