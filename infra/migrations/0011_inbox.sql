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
