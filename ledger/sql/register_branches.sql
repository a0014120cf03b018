-- branches(orgs, statuses, text, figure, until, year, after…, at_most): the register of branches, in an order.
--   orgs text[], null = all · statuses text[], null = all · text, null = any, within name and id
--   figure text, until date, year integer: only null is answered
--   after: org, sort_key, stream text of the row before, three times '' for the first page · at_most bigint
--   first, second: columns, org and sort_key or the other way round; first_after, second_after: the numbers of theirs above
-- Returns the rows; codes, enterprise_names text[] stand side by side with their enterprises, null where one is unknown.
with page as materialized (
    select * from ledger.branch
    where ($1::text[] is null or org = any ($1))
      and ($2::text[] is null or status = any ($2))
      and ($3::text is null or position(lower($3) in lower(name)) > 0 or position(lower($3) in lower(branch)) > 0)
      and $4::text is null
      and $5::date is null
      and $6::integer is null
      and ({first}, {second}, stream) > (${first_after}::text, ${second_after}::text, $9::text)
    order by {first}, {second}, stream
    limit $10
)
select page.*, partner.codes, partner.enterprise_names
from page
cross join lateral (
    select coalesce(array_agg(e.code order by one.place), '{{}}') as codes,
           coalesce(array_agg(e.name order by one.place), '{{}}') as enterprise_names
    from unnest(page.enterprises) with ordinality as one (enterprise, place)
    left join ledger.enterprise e on e.stream = 'enterprise/' || one.enterprise
) as partner
order by page.{first}, page.{second}, page.stream
