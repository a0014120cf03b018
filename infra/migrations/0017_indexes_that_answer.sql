-- Indexes that answer by themselves: what pages ask of many rows is read from them, and no table is read through.
-- Nothing is folded anew: the rows are the same.
--
--   registers    narrowed by status, figure and text in their order, before any row is fetched
--   figures      counted organisation by organisation, and what is overdue
--   map          open cases counted at each step
--   worklist     the few steps that were given to somebody by name
set local role ledger_projector;

drop index ledger.enterprise_org_sort_key_stream_idx, ledger.enterprise_sort_key_org_stream_idx,
    ledger.enterprise_enterprise_idx, ledger.branch_branch_idx;
create index on ledger.enterprise (org, sort_key, stream) include (status, name, code, enterprise, figures);
create index on ledger.enterprise (sort_key, org, stream) include (status, name, code, enterprise, figures);
create index on ledger.enterprise (enterprise) include (name, org);
create index on ledger.enterprise (stream) include (name, org);
create index on ledger.branch (branch) include (name, org);

create index on ledger.enterprise (org, figures);
create index on ledger.secretary (org, figures) include (term_ends_on);
create index on ledger.filing (org, figures);
create index on ledger.evaluation (round, scheme, star) include (org, figures);
create index on ledger.task (org, action) where overdue;

create index on ledger.open_case (process, status, closed) include (org, overdue, elsewhere);

create index on ledger.task (case_org);
create index on ledger.task (stream, action) where named <> '{}';
