-- coverage_counts(orgs, lines, others, until): how many rows count in each figure.
--   orgs text[], lines text[]: side by side, in which line of the table an organisation counts
--   others boolean: whether organisations that have no line count in one of their own
--   until date: a term that ends by then is about to end
-- Returns line text (null = the total), figure text, counted bigint; no row where nothing counts.
-- Each organisation is counted from its place in an index; only for the others is everything looked through.
with place as (select * from unnest($1::text[], $2::text[]) as placed (org, line)),
counting as (
    select place.line, one.figures, one.rows from place cross join lateral (
        select figures, count(*) as rows from ledger.enterprise where org = place.org group by figures
        union all
        select figures, count(*) from ledger.secretary where org = place.org group by figures
        union all
        select array['terms_ending'], count(*) from ledger.secretary
        where org = place.org and 'terms' = any (figures) and term_ends_on <= $4
        union all
        select figures, count(*) from ledger.filing where org = place.org group by figures
        union all
        select array['overdue'], count(*) from ledger.task where org = place.org and overdue
    ) as one
    union all
    select other.org, other.figures, count(*) from (
        select org, figures from ledger.enterprise
        union all
        select org, figures from ledger.secretary
        union all
        select org, array['terms_ending'] from ledger.secretary where 'terms' = any (figures) and term_ends_on <= $4
        union all
        select org, figures from ledger.filing
        union all
        select org, array['overdue'] from ledger.task where overdue
    ) as other
    where $3 and other.org not in (select org from place)
    group by other.org, other.figures
)
select counting.line, one.figure, sum(counting.rows)::bigint as counted
from counting cross join unnest(counting.figures) as one (figure)
where counting.rows > 0
group by grouping sets ((counting.line, one.figure), (one.figure))
