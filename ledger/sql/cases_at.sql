-- cases_at(process, status, closed, orgs, due_on, stream, at_most): open cases that stand at one step.
--   process, status text · closed boolean · orgs text[], null = all: where they lie
--   due_on date, stream text: where the page before ended, exclusive; -infinity and '' for the first
-- Returns stream, org, due_on, overdue, rests, steps, about (JSON), names: as `work` has them; what is due first comes
-- first, what has no day last.
select c.stream, c.org, c.due_on, c.overdue, c.rests, c.steps, c.about,
       array(
           select coalesce(n.name, substr(a.stream, strpos(a.stream, '/') + 1))
           from json_array_elements_text(c.about -> 'streams') with ordinality a (stream, nth)
           left join ledger.subject n on n.stream = a.stream
           order by a.nth
       ) as names
from ledger.open_case c
where c.process = $1 and c.status = $2 and c.closed = $3
  and ($4::text[] is null or c.org = any ($4))
  and (coalesce(c.due_on, date 'infinity'), c.stream) > ($5::date, $6::text)
order by coalesce(c.due_on, date 'infinity'), c.stream
limit $7
