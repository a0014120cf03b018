-- The registers (台账) and what the coverage figures need (domain.md §11), derived as all of the ledger: see 0008.
--
--   enterprise, branch, secretary, filing, evaluation   one register each
--   concluded   investigations that ask for an organisation, and since when
--   founded     organisations that were set up for enterprises, and when
--   round       rounds that were ranked, and the places of their quotas
--
-- One row stands for one stream, at the position of the stream's last entry. `figures` names the figures in which the
-- row counts, so that a figure and the rows behind it cannot differ. Pages are read by (org, sort_key, stream);
-- `sort_key` is text that sorts as the register does.
set local role ledger_projector;

create table ledger.enterprise (
    stream                text collate "C" primary key,
    position              bigint not null,
    org                   text collate "C" not null,
    sort_key              text collate "C" not null,
    status                text collate "C" not null,
    enterprise            text collate "C" not null,
    code                  text collate "C" not null,
    earlier_codes         text[] not null,
    name                  text not null,
    registered_on         date,
    enterprise_type       text,
    ownership             text not null,
    capital               bigint,
    capital_text          text,
    province              text,
    city                  text,
    county                text,
    address               text,
    industry_code         text,
    employees             integer,
    employees_open_ended  integer,
    employees_fixed_term  integer,
    employees_by_task     integer,
    employees_part_time   integer,
    employees_dispatched  integer,
    premises              boolean,
    in_production         boolean,
    cluster_or_park       boolean,
    park                  text,
    members_full_here     integer,
    members_transferable  integer,
    members_dual_managed  integer,
    members_probationary  integer,
    existing_organisation boolean,
    conclusion            text,
    concluded_by          text,
    priority              boolean,
    counted               integer,
    in_pool               boolean not null,
    coverage              text,
    covered_by            text,
    branch                text,
    pending               text,
    pending_by            text,
    successor             text,
    figures               text[] not null
);
create index on ledger.enterprise (org, sort_key, stream);
create index on ledger.enterprise (enterprise);

create table ledger.branch (
    stream         text collate "C" primary key,
    position       bigint not null,
    org            text collate "C" not null,
    sort_key       text collate "C" not null,
    status         text collate "C" not null,
    branch         text collate "C" not null,
    name           text not null,
    superior       text,
    branch_kind    text,
    mode           text,
    village        boolean not null,
    founded_on     date,
    ends_on        date,
    enterprises    text[] not null,
    counted_each   integer[] not null,
    employees_each integer[] not null,
    counted        integer,
    affiliated     text[] not null,
    secretary      text,
    secretary_name text,
    vacant         boolean not null,
    term_starts_on date,
    term_ends_on   date,
    contract       text,
    star_years     smallint[] not null,
    stars          smallint[] not null,
    unknown        text[] not null,
    ended_by       text,
    ended_into     text
);
create index on ledger.branch (org, sort_key, stream);
create index on ledger.branch (branch);

create table ledger.secretary (
    stream                text collate "C" primary key,
    position              bigint not null,
    org                   text collate "C" not null,
    sort_key              text collate "C" not null,
    status                text collate "C" not null,
    branch                text collate "C" not null,
    branch_name           text not null,
    superior              text,
    person                text,
    person_name           text,
    investor              boolean,
    term_starts_on        date,
    term_ends_on          date,
    expired               boolean not null,
    appointment           text,
    contract              text,
    deputy_name           text,
    full_time_deputy_name text,
    graded_year           smallint,
    unsatisfactory        integer not null,
    figures               text[] not null
);
create index on ledger.secretary (org, sort_key, stream);
create index on ledger.secretary (term_ends_on);

create table ledger.filing (
    stream         text collate "C" primary key,
    position       bigint not null,
    org            text collate "C" not null,
    sort_key       text collate "C" not null,
    status         text collate "C" not null,
    contract       text collate "C" not null,
    number         integer not null,
    filing         text,
    branch         text,
    enterprise     text,
    person         text,
    person_name    text,
    post           text,
    ground         text,
    effective_on   date,
    submitted_on   date,
    late_by_days   integer not null,
    receipt        text,
    contract_known boolean not null,
    linked         text,
    figures        text[] not null
);
create index on ledger.filing (org, sort_key, stream);

create table ledger.evaluation (
    stream       text collate "C" primary key,
    position     bigint not null,
    org          text collate "C" not null,
    sort_key     text collate "C" not null,
    status       text collate "C" not null,
    branch       text collate "C" not null,
    year         smallint not null,
    round        text collate "C" not null,
    scheme       text,
    last_star    smallint not null,
    star         smallint,
    total        integer,                   -- tenths of a point
    vetoes       text[] not null,
    visit        boolean not null,
    notice_until date,
    appeal_until date,
    figures      text[] not null
);
create index on ledger.evaluation (org, sort_key, stream);
create index on ledger.evaluation (round);

create table ledger.concluded (
    stream     text collate "C" primary key,
    position   bigint not null,
    org        text collate "C" not null,
    enterprise text collate "C" not null,
    conclusion text not null,
    decided_on date not null
);
create index on ledger.concluded (enterprise, decided_on);

create table ledger.founded (
    stream      text collate "C" primary key,
    position    bigint not null,
    org         text collate "C" not null,
    mode        text not null,
    enterprises text[] not null,
    founded_on  date not null
);

create table ledger.round (
    stream      text collate "C" primary key,
    position    bigint not null,
    org         text collate "C" not null,
    year        smallint not null,
    status      text not null,
    schemes     text[] not null,            -- side by side: a quota each
    bases       integer[] not null,
    quota_stars smallint[] not null,
    places      integer[] not null
);
create index on ledger.round (org, year);

-- the projector folds anew, into these tables as well
truncate ledger.stream, ledger.task, ledger.pool, ledger.subject, ledger.timeline;
update ledger.checkpoint set position = 0;
