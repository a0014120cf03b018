-- work(process, orgs, action, overdue, due_by, person, only_named, places, roles): the steps that wait (待办).
--   process, action text, null = all · orgs text[], null = all: where the step lies · overdue boolean: only those
--   due_by date, null = any day · person text, null = anybody's · only_named boolean: only what was given to him
--   places text[] and roles text[] (null = any): what nobody was named for waits there, for those
-- Returns stream, version, case_org, task, assignments, about (JSON), names: those of the streams it is about, or ids.
-- What waits for a person is narrowed only: the nearest office, and who stands in on a day, the rules tell.
-- They are found first, each way from an index of its own, and then looked up.
with waiting as (
    select a.stream, a.action from ledger.task a where $6::text is null and ($2::text[] is null or a.org = any ($2))
    union
    select g.stream, g.action from ledger.task g where g.named <> '{}' and $6 = any (g.named)
    union
    select o.stream, o.action from ledger.task o
    where not $7::boolean and o.org = any ($8::text[]) and o.named = '{}' and ($9::text[] is null or o.role = any ($9))
    union
    select c.stream, c.action from ledger.task c
    where not $7 and c.case_org = any ($8) and c.named = '{}' and ($9 is null or c.role = any ($9))
)
select t.stream, s.version, t.case_org, t.task, t.assignments, t.about,
       array(
           select coalesce(n.name, substr(a.stream, strpos(a.stream, '/') + 1))
           from json_array_elements_text(t.about -> 'streams') with ordinality a (stream, nth)
           left join ledger.subject n on n.stream = a.stream
           order by a.nth
       ) as names
from waiting w
cross join lateral (
    select t.* from ledger.task t where t.stream = w.stream and t.action = w.action offset 0
) as t
cross join lateral (select s.version from ledger.stream s where s.stream = w.stream offset 0) as s
where ($1::text is null or t.process = $1)
  and ($2 is null or t.org = any ($2))
  and ($3::text is null or t.action = $3)
  and (t.overdue or not $4::boolean)
  and ($5::date is null or t.due_on <= $5)
  and ($6 is not null or t.named <> '{}' or not $7)
order by t.stream, t.action
