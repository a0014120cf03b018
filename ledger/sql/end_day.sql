-- end_day(day): how many rows count in each figure of each organisation as a day ends, kept where that changed since.
--   day date: the first statement of the next day's first batch, so that all of the day, and nothing later, is counted
-- What counts is what coverage_counts, coverage_days and coverage_stars count of an organisation now.
with founded as (
{founded_day}),
ranked as (
    select round.org, count(*) as stars
    from round
    cross join unnest(round.schemes, round.quota_stars) as quota (scheme, star)
    join evaluation v on v.round = round.stream and v.scheme = quota.scheme and v.star = quota.star
    where 'stars' = any (v.figures)
      and round.year = (select max(other.year) from round other where other.org = round.org)
    group by round.org
),
now (org, figure, counted, ends) as (
    select org, figure, count(*), null::date[] from enterprise cross join unnest(figures) as one (figure)
    group by org, figure
    union all
    select org, 'terms', count(*), array_agg(term_ends_on order by term_ends_on) from secretary
    where 'terms' = any (figures) group by org
    union all
    select org, figure, count(*), null from filing cross join unnest(figures) as one (figure) group by org, figure
    union all
    select org, 'overdue', count(*), null from task where overdue group by org
    union all
    select org, 'founded', count(*), null from founded group by org
    union all
    select org, 'stars', stars, null from ranked
),
kept as (select distinct on (org, figure) org, figure, counted, ends from day_figure order by org, figure, day desc)
insert into day_figure (org, figure, day, counted, ends)
select org, figure, $1, coalesce(now.counted, 0), now.ends
from now full join kept using (org, figure)
where (coalesce(now.counted, 0), now.ends) is distinct from (coalesce(kept.counted, 0), kept.ends)
