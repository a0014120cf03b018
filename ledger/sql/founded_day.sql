-- founded_day: a part of coverage_days and founded_rows: an enterprise whose organisation was set up, one row each time,
-- and the last investigation before that asked for one.
-- {ledger} = the schema with its point, or nothing where the search path says it.
-- Columns org, enterprise, name, investigation, decided_on, establishment, founded_on, days.
-- Each is looked up by itself: row security lets no name that is made on the way lead a join to an index.
select e.org, partner.enterprise, e.name, c.stream as investigation, c.decided_on, partner.establishment,
       partner.founded_on, partner.founded_on - c.decided_on as days
from (
    select f.stream as establishment, f.founded_on, one.enterprise, 'enterprise/' || one.enterprise as stream
    from {ledger}founded f cross join unnest(f.enterprises) as one (enterprise)
) as partner
cross join lateral (select org, name from {ledger}enterprise where stream = partner.stream offset 0) as e
cross join lateral (
    select stream, decided_on from {ledger}concluded
    where enterprise = partner.enterprise and decided_on <= partner.founded_on
    order by decided_on desc, stream desc
    limit 1
) as c
