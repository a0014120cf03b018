-- enterprises(orgs, statuses, text, figure, until, year, after…, at_most): the register of enterprises, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within name, code and id
--   figure text, null = any: only rows that count in it · until date, not used · year integer, not used
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
-- Returns the rows, and branch_name text of the branch that covers each.
select e.*, b.name as branch_name
from ledger.enterprise e left join ledger.branch b on b.stream = 'branch/' || e.branch
where ($1::text[] is null or e.org = any ($1))
  and ($2::text[] is null or e.status = any ($2))
  and ($3::text is null or position(lower($3) in lower(e.name)) > 0 or position(lower($3) in lower(e.code)) > 0 or position(lower($3) in lower(e.enterprise)) > 0)
  and ($4::text is null or $4 = any (e.figures))
  and $5::date is null
  and $6::integer is null
  and (e.{first}, e.{second}, e.stream) > (${first_after}::text, ${second_after}::text, $9::text)
order by e.{first}, e.{second}, e.stream
limit $10
