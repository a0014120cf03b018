-- coverage_days(orgs, lines, others): how long it took from the investigation to the organisation, by enterprise.
--   orgs text[], lines text[]: side by side, in which line of the table an organisation counts
--   others boolean: whether organisations that have no line count in one of their own
-- Returns line text (null = the total), founded bigint, median integer, p90 integer: days, of which at least half, or
-- nine tenths, took as many or fewer; the total is there always, its days null while nothing was founded.
with place as (select * from unnest($1::text[], $2::text[]) as placed (org, line)),
day as (
{founded_day})
select coalesce(place.line, day.org) as line, count(*) as founded,
       percentile_disc(0.5) within group (order by days) as median,
       percentile_disc(0.9) within group (order by days) as p90
from day left join place using (org)
where place.line is not null or $3
group by grouping sets ((coalesce(place.line, day.org)), ())
