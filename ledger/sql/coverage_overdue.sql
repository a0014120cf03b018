-- coverage_overdue(orgs, lines, others): the tasks that are overdue, by organisation and step.
--   orgs text[], lines text[]: side by side, in which line of the table an organisation counts
--   others boolean: whether organisations that have no line count in one of their own
-- Returns line text, step text, counted bigint; a repeated step (`decide_objection.2`) counts with the first.
with place as (select * from unnest($1::text[], $2::text[]) as placed (org, line)),
late as (
    select place.line, one.action, one.tasks from place cross join lateral (
        select action, count(*) as tasks from ledger.task where org = place.org and overdue group by action
    ) as one
    union all
    select org, action, count(*) from ledger.task
    where overdue and $3 and org not in (select org from place) group by org, action
)
select line, split_part(action, '.', 1) as step, sum(tasks)::bigint as counted
from late
group by 1, 2
order by 1, 3 desc, 2
