-- founded_rows(orgs): the enterprises whose organisation was set up, and the days it took since the investigation.
--   orgs text[], null = all
-- Returns org, enterprise, name, investigation, decided_on, establishment, founded_on, days; the slowest first.
with day as (
    select e.org, partner.enterprise, e.name, c.stream as investigation, c.decided_on, f.stream as establishment,
           f.founded_on, f.founded_on - c.decided_on as days
    from ledger.founded f
    cross join unnest(f.enterprises) as partner (enterprise)
    join ledger.enterprise e on e.stream = 'enterprise/' || partner.enterprise
    cross join lateral (
        select stream, decided_on from ledger.concluded
        where enterprise = partner.enterprise and decided_on <= f.founded_on
        order by decided_on desc, stream desc
        limit 1
    ) as c
)
select * from day
where $1::text[] is null or org = any ($1)
order by days desc, establishment, enterprise
