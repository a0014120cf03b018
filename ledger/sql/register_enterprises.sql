-- enterprises(orgs, statuses, text, figure, until, year, after…, at_most): the register of enterprises, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within name, code and id
--   figure text, null = any: only rows that count in it · until date, not used · year integer, not used
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
--   places, there: see `ledger.registers.statements`
-- Returns the rows, and branch_name text of the branch that covers each: found in the index alone, then looked up.
select page.*, (select b.name from ledger.branch b where b.stream = 'branch/' || page.branch) as branch_name
from (
    select row.* from {places} cross join lateral (
        select r.org, r.sort_key, r.stream from ledger.enterprise r
        where {there}
          and ($2::text[] is null or r.status = any ($2))
          and ($3::text is null or position(lower($3) in lower(concat_ws(E'\n', r.name, r.code, r.enterprise))) > 0)
          and ($4::text is null or $4 = any (r.figures))
          and $5::date is null
          and $6::integer is null
          and (r.{first}, r.{second}, r.stream) > (${first_after}::text, ${second_after}::text, $9::text)
        order by r.{first}, r.{second}, r.stream
        limit $10
    ) as row
    order by row.{first}, row.{second}, row.stream
    limit $10
) as found
cross join lateral (select e.* from ledger.enterprise e where e.stream = found.stream offset 0) as page
order by page.{first}, page.{second}, page.stream
