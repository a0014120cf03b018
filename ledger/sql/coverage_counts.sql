-- coverage_counts(orgs, lines, others, until): how many rows count in each figure.
--   orgs text[], lines text[]: side by side, in which line of the table an organisation counts
--   others boolean: whether organisations that have no line count in one of their own
--   until date: a term that ends by then is about to end
-- Returns line text (null = the total), figure text, counted bigint; no row where nothing counts.
with place as (select * from unnest($1::text[], $2::text[]) as placed (org, line)),
counting as (
    select org, figures from ledger.enterprise
    union all
    select org, figures from ledger.secretary
    union all
    select org, array['terms_ending'] from ledger.secretary where 'terms' = any (figures) and term_ends_on <= $4
    union all
    select org, figures from ledger.filing
    union all
    select org, array['overdue'] from ledger.task where overdue
)
select coalesce(place.line, counting.org) as line, one.figure, count(*) as counted
from counting left join place using (org) cross join unnest(counting.figures) as one (figure)
where place.line is not null or $3
group by grouping sets ((coalesce(place.line, counting.org), one.figure), (one.figure))
