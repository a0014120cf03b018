-- coverage_on(orgs, lines, others, until, day): how many rows counted in each figure as a day ended.
--   orgs text[], lines text[]: side by side, in which line of the table an organisation counts
--   others boolean: whether organisations that have no line count in one of their own
--   until date: a term that ends by then was about to end
--   day date: before the last day on which anything was recorded
-- Returns line text (null = the total), figure text, counted bigint; no row where nothing counted.
with place as (select * from unnest($1::text[], $2::text[]) as placed (org, line)),
kept as (
    select place.line, one.figure, one.counted, one.ends from place cross join lateral (
        select distinct on (figure) figure, counted, ends from ledger.day_figure
        where org = place.org and day <= $5
        order by figure, day desc
    ) as one
    union all
    select org, figure, counted, ends from (
        select distinct on (org, figure) org, figure, counted, ends from ledger.day_figure
        where $3 and org not in (select org from place) and day <= $5
        order by org, figure, day desc
    ) as other
),
counting as (
    select line, figure, counted from kept
    union all
    select line, 'terms_ending', (select count(*) from unnest(ends) as term (ends_on) where ends_on <= $4) from kept
    where figure = 'terms'
)
select line, figure, sum(counted)::bigint as counted
from counting
where counted > 0
group by grouping sets ((line, figure), (figure))
