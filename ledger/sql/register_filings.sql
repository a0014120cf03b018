-- filings(orgs, statuses, text, figure, until, year, after…, at_most): the register of filings, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within contract, person and the names of branch and enterprise
--   figure text, null = any: only rows that count in it · until date, not used · year integer, null = any: submitted in it
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
-- Returns the rows, and branch_name, enterprise_name text.
select f.*, b.name as branch_name, e.name as enterprise_name
from ledger.filing f
left join ledger.branch b on b.stream = 'branch/' || f.branch
left join ledger.enterprise e on e.stream = 'enterprise/' || f.enterprise
where ($1::text[] is null or f.org = any ($1))
  and ($2::text[] is null or f.status = any ($2))
  and ($3::text is null or position(lower($3) in lower(f.contract)) > 0 or position(lower($3) in lower(f.person_name)) > 0 or position(lower($3) in lower(f.person)) > 0 or position(lower($3) in lower(b.name)) > 0 or position(lower($3) in lower(e.name)) > 0)
  and ($4::text is null or $4 = any (f.figures))
  and $5::date is null
  and ($6::integer is null or extract(year from f.submitted_on) = $6)
  and (f.{first}, f.{second}, f.stream) > (${first_after}::text, ${second_after}::text, $9::text)
order by f.{first}, f.{second}, f.stream
limit $10
