-- evaluations(orgs, statuses, text, figure, until, year, after…, at_most): the register of evaluations, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within the branch's name and id
--   figure text, null = any: only rows that count in it · until date, not used · year integer, null = any: the evaluated year
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
--   places, there: see `ledger.registers.statements`
-- Returns the rows, and branch_name text.
select page.*, (select b.name from ledger.branch b where b.stream = 'branch/' || page.branch) as branch_name
from (
    select row.* from {places} cross join lateral (
        select r.* from ledger.evaluation r
        where {there}
          and ($2::text[] is null or r.status = any ($2))
          and ($3::text is null or position(lower($3) in lower(r.branch)) > 0
               or r.branch in (select b.branch from ledger.branch b where position(lower($3) in lower(b.name)) > 0))
          and ($4::text is null or $4 = any (r.figures))
          and $5::date is null
          and ($6::integer is null or r.year = $6)
          and (r.{first}, r.{second}, r.stream) > (${first_after}::text, ${second_after}::text, $9::text)
        order by r.{first}, r.{second}, r.stream
        limit $10
    ) as row
    order by row.{first}, row.{second}, row.stream
    limit $10
) as page
order by page.{first}, page.{second}, page.stream
