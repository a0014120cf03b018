-- cases_counted(processes, orgs): how many open cases stand at each step, and how many of them are overdue.
--   processes text[] · orgs text[], null = all: where the cases lie
-- Returns process, status, closed, cases bigint, overdue bigint; a step where none stands has no row.
select process, status, closed, count(*) as cases, count(*) filter (where overdue) as overdue
from ledger.open_case
where process = any ($1::text[]) and ($2::text[] is null or org = any ($2))
group by process, status, closed
order by process, status, closed
