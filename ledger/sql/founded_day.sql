-- founded_day: a part of coverage_days and founded_rows: an enterprise whose organisation was set up, one row each time,
-- and the last investigation before that asked for one.
-- Columns org, enterprise, name, investigation, decided_on, establishment, founded_on, days.
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
