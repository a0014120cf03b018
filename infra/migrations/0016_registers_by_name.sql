-- Registers are read by name as well, wherever the rows lie: `sort_key` sorts as the name sounds (pinyin), with an index
-- for it; and the rows of a register are counted from an index, status by status.
set local role ledger_projector;

create index on ledger.enterprise (sort_key, org, stream);
create index on ledger.branch (sort_key, org, stream);
create index on ledger.secretary (sort_key, org, stream);
create index on ledger.filing (sort_key, org, stream);
create index on ledger.evaluation (sort_key, org, stream);
create index on ledger.enterprise (org, status);
create index on ledger.branch (org, status);
create index on ledger.secretary (org, status);
create index on ledger.filing (org, status);
create index on ledger.evaluation (org, status);

-- the projector folds anew, with the new keys
do $$
begin
    execute (select 'truncate ' || pg_catalog.string_agg(pg_catalog.format('ledger.%I', tablename), ', ')
             from pg_catalog.pg_tables where schemaname = 'ledger' and tablename <> 'checkpoint');
end
$$;
update ledger.checkpoint set position = 0;
