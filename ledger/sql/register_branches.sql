-- branches(orgs, statuses, text, figure, until, year, after…, at_most): the register of branches, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within name and id
--   figure text, until date, year integer: only null is answered
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
--   places, there: see `ledger.registers.statements`
-- Returns the rows; codes, enterprise_names text[] stand side by side with their enterprises, null where one is unknown.
select page.*,
       array(select (select e.code from ledger.enterprise e where e.stream = 'enterprise/' || one.enterprise)
             from unnest(page.enterprises) with ordinality as one (enterprise, place) order by one.place) as codes,
       array(select (select e.name from ledger.enterprise e where e.stream = 'enterprise/' || one.enterprise)
             from unnest(page.enterprises) with ordinality as one (enterprise, place) order by one.place)
           as enterprise_names
from (
    select row.* from {places} cross join lateral (
        select r.* from ledger.branch r
        where {there}
          and ($2::text[] is null or r.status = any ($2))
          and ($3::text is null or position(lower($3) in lower(r.name)) > 0
               or position(lower($3) in lower(r.branch)) > 0)
          and $4::text is null
          and $5::date is null
          and $6::integer is null
          and (r.{first}, r.{second}, r.stream) > (${first_after}::text, ${second_after}::text, $9::text)
        order by r.{first}, r.{second}, r.stream
        limit $10
    ) as row
    order by row.{first}, row.{second}, row.stream
    limit $10
) as page
order by page.{first}, page.{second}, page.stream
