-- secretaries(orgs, statuses, text, figure, until, year, after…, at_most): the register of secretaries, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within the branch's and the person's name and id
--   figure text, null = any: only rows that count in it · until date, null = any: the term ends by then · year integer, not used
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
--   places, there: see `ledger.registers.statements`
-- Returns the rows.
select page.*
from (
    select row.* from {places} cross join lateral (
        select r.* from ledger.secretary r
        where {there}
          and ($2::text[] is null or r.status = any ($2))
          and ($3::text is null or position(lower($3) in lower(r.branch_name)) > 0
               or position(lower($3) in lower(r.branch)) > 0
               or position(lower($3) in lower(r.person_name)) > 0
               or position(lower($3) in lower(r.person)) > 0)
          and ($4::text is null or $4 = any (r.figures))
          and ($5::date is null or r.term_ends_on <= $5)
          and $6::integer is null
          and (r.{first}, r.{second}, r.stream) > (${first_after}::text, ${second_after}::text, $9::text)
        order by r.{first}, r.{second}, r.stream
        limit $10
    ) as row
    order by row.{first}, row.{second}, row.stream
    limit $10
) as page
order by page.{first}, page.{second}, page.stream
