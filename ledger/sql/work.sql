-- work(process, orgs, action, overdue, due_by, person, only_named, places, roles, …): the steps that wait (待办).
--   process, action text, null = all · orgs text[], null = all: where the step lies · overdue boolean: only those
--   due_by date, null = any day · person text, null = anybody's · only_named boolean: only what was given to him
--   places text[] and roles text[] (null = any): what nobody was named for waits there, for those
--   punctual boolean, due_on date, stream, action text: where the page before ended, exclusive · at_most bigint, null = all
-- Returns stream, version, case_org, task, assignments, about (JSON), names: those of the streams it is about, or ids;
-- what is overdue comes first, then what is due first, what has no day last.
-- What waits for a person is narrowed only: the nearest office, and who stands in on a day, the rules tell.
-- `waiting` is where the rows come from: `work_of_few` or `work_of_many`.
with found as (
    select t.*
    from {waiting} t
    where ($1::text is null or t.process = $1)
      and ($2::text[] is null or t.org in (select unnest($2)))
      and ($3::text is null or t.action = $3)
      and (t.overdue or not $4::boolean)
      and ($5::date is null or t.due_on <= $5)
      and (not t.overdue, coalesce(t.due_on, date 'infinity'), t.stream, t.action)
          > ($10::boolean, $11::date, $12::text, $13::text)
    order by not t.overdue, coalesce(t.due_on, date 'infinity'), t.stream, t.action
    limit $14::bigint
)
select f.stream, s.version, f.case_org, f.task, f.assignments, f.about,
       array(
           select coalesce(n.name, substr(a.stream, strpos(a.stream, '/') + 1))
           from json_array_elements_text(f.about -> 'streams') with ordinality a (stream, nth)
           left join ledger.subject n on n.stream = a.stream
           order by a.nth
       ) as names
from found f
cross join lateral (select s.version from ledger.stream s where s.stream = f.stream offset 0) as s
order by not f.overdue, coalesce(f.due_on, date 'infinity'), f.stream, f.action
