-- founded_rows(orgs): the enterprises whose organisation was set up, and the days it took since the investigation.
--   orgs text[], null = all
-- Returns org, enterprise, name, investigation, decided_on, establishment, founded_on, days; the slowest first.
with day as (
{founded_day})
select * from day
where $1::text[] is null or org = any ($1)
order by days desc, establishment, enterprise
