-- secretaries(orgs, statuses, text, figure, until, year, after…, at_most): the register of secretaries, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within the branch's and the person's name and id
--   figure text, null = any: only rows that count in it · until date, null = any: the term ends by then · year integer, not used
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
-- Returns the rows.
select s.*
from ledger.secretary s
where ($1::text[] is null or s.org = any ($1))
  and ($2::text[] is null or s.status = any ($2))
  and ($3::text is null or position(lower($3) in lower(s.branch_name)) > 0 or position(lower($3) in lower(s.branch)) > 0 or position(lower($3) in lower(s.person_name)) > 0 or position(lower($3) in lower(s.person)) > 0)
  and ($4::text is null or $4 = any (s.figures))
  and ($5::date is null or s.term_ends_on <= $5)
  and $6::integer is null
  and (s.{first}, s.{second}, s.stream) > (${first_after}::text, ${second_after}::text, $9::text)
order by s.{first}, s.{second}, s.stream
limit $10
