-- register_counts(orgs): how many rows each register has.
--   orgs text[], null = all
-- Returns register text, status text, counted bigint, for each status that some row has.
select 'enterprises' as register, status, count(*) as counted
from ledger.enterprise where $1::text[] is null or org = any ($1) group by status
union all
select 'branches', status, count(*) from ledger.branch where $1::text[] is null or org = any ($1) group by status
union all
select 'secretaries', status, count(*) from ledger.secretary where $1::text[] is null or org = any ($1) group by status
union all
select 'filings', status, count(*) from ledger.filing where $1::text[] is null or org = any ($1) group by status
union all
select 'evaluations', status, count(*) from ledger.evaluation where $1::text[] is null or org = any ($1) group by status
order by register, status
