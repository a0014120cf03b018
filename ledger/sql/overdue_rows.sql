-- overdue_rows(orgs): the tasks that are overdue.
--   orgs text[], null = all
-- Returns stream, org, step, role, due_on; the longest overdue first.
select stream, org, action as step, role, due_on from ledger.task
where overdue and ($1::text[] is null or org = any ($1))
order by due_on, stream, action
