-- The door: what somebody shows to come in, and how often they tried. None of it is evidence, and none of it is in the
-- journal; accounts themselves, sign-ins and refusals are.
--
--   password   one row an account that has one: argon2id, as text that names its own parameters. `resets` is how often
--              the account had been reset when it was made: a later reset voids it. `once` = it must be changed first
--   session    one row a session: the token by SHA-256, so that whoever reads this table cannot come in. `entrances` as
--              the account counts them: a session of before a reset or a disabling has ended
--   attempt    failures lately, by SHA-256 of what was tried (an account, a client's address): one row each
--   errand     a person on the way to an OpenID provider and back: `state` and the browser's cookie by SHA-256
--
-- All times are told by the service, whose clock tests can set. Only the service's login may touch any of it: neither
-- readers of the journal nor auditors nor the projector.
create schema access authorization journal_owner;
set local role journal_owner;

create table access.password (
    person     text collate "C" primary key,
    hash       text not null check (hash like '$argon2id$%'),
    once       boolean not null,
    resets     integer not null check (resets >= 0),
    expires_at timestamptz check (once = (expires_at is not null)),
    changed_at timestamptz not null
);

create table access.session (
    token            bytea primary key check (octet_length(token) = 32),
    person           text collate "C" not null,
    entrances        integer not null check (entrances >= 0),
    started_at       timestamptz not null,
    authenticated_at timestamptz not null,
    seen_at          timestamptz not null,
    ends_at          timestamptz not null
);
create index on access.session (person);
create index on access.session (ends_at);

create table access.attempt (
    what         bytea primary key check (octet_length(what) = 32),
    failures     integer not null check (failures >= 0),
    last_at      timestamptz not null,
    locked_until timestamptz
);
create index on access.attempt (last_at);

create table access.errand (
    state    bytea primary key check (octet_length(state) = 32),
    browser  bytea not null check (octet_length(browser) = 32),
    verifier text not null,
    nonce    text not null,
    ends_at  timestamptz not null
);
create index on access.errand (ends_at);

grant usage on schema access to branch_service;
grant select, insert, update, delete on all tables in schema access to branch_service;
