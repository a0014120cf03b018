-- evaluations(orgs, statuses, text, figure, until, year, after…, at_most): the register of evaluations, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within the branch's name and id
--   figure text, null = any: only rows that count in it · until date, not used · year integer, null = any: the evaluated year
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
-- Returns the rows, and branch_name text.
select v.*, b.name as branch_name
from ledger.evaluation v left join ledger.branch b on b.stream = 'branch/' || v.branch
where ($1::text[] is null or v.org = any ($1))
  and ($2::text[] is null or v.status = any ($2))
  and ($3::text is null or position(lower($3) in lower(b.name)) > 0 or position(lower($3) in lower(v.branch)) > 0)
  and ($4::text is null or $4 = any (v.figures))
  and $5::date is null
  and ($6::integer is null or v.year = $6)
  and (v.{first}, v.{second}, v.stream) > (${first_after}::text, ${second_after}::text, $9::text)
order by v.{first}, v.{second}, v.stream
limit $10
