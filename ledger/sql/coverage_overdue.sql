-- coverage_overdue(orgs, lines, others): the tasks that are overdue, by organisation and step.
--   orgs text[], lines text[]: side by side, in which line of the table an organisation counts
--   others boolean: whether organisations that have no line count in one of their own
-- Returns line text, step text, counted bigint; a repeated step (`decide_objection.2`) counts with the first.
with place as (select * from unnest($1::text[], $2::text[]) as placed (org, line))
select coalesce(place.line, task.org) as line, split_part(task.action, '.', 1) as step, count(*) as counted
from ledger.task as task left join place using (org)
where task.overdue and (place.line is not null or $3)
group by 1, 2
order by 1, 3 desc, 2
