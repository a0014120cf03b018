-- The journal's one table.
--
-- `body` is the entry: canonical JSON, the bytes exactly as they will be hashed. The columns beside it are copies for
-- searching. `position` has no gaps, starts at 1 and follows the order of commits. `fingerprint` stands at index 0 of
-- a command only. An entry's id is uuid5(command_id, command_index): no column.
--
-- `gate` holds no row and never will: appends queue for a lock on it. An advisory lock would do the same, but any
-- login could take it and stop the journal.
create schema journal authorization journal_owner;
set local role journal_owner;

create table journal.gate ();

-- One check for all, because PostgreSQL reads each anew for every statement that inserts.
create table journal.entry (
    position      bigint primary key,
    stream        text collate "C" not null,
    version       integer not null,
    command_id    uuid not null,
    command_index smallint not null,
    fingerprint   bytea,
    kind          text collate "C" not null,
    recorded_at   timestamptz not null,
    tags          text[] not null,
    body          bytea not null,
    unique (stream, version),
    unique (command_id, command_index),
    constraint well_formed check (
        position > 0 and version > 0 and octet_length(body) <= 65536
        and case command_index when 0 then octet_length(fingerprint) is not distinct from 32
                               else command_index > 0 and fingerprint is null end
    )
);

-- A small pending list: a reader of tags scans it, and no single append pays for emptying a large one.
create index entry_tags on journal.entry using gin (tags) with (gin_pending_list_limit = 256);

comment on table journal.entry is 'append only; written by journal.append alone';
comment on table journal.gate is 'always empty; appends queue for a lock on it';
