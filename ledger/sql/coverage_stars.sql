-- coverage_stars(orgs, lines, others, year): the stars of rounds against the places of their quotas.
--   orgs text[], lines text[]: side by side, in which line of the table an organisation counts
--   others boolean: whether organisations that have no line count in one of their own
--   year integer, null = the last year of each organisation that was ranked
-- Returns line, round, org, year, scheme, base, star, places, awarded; a row a quota, the highest star first.
with place as (select * from unnest($1::text[], $2::text[]) as placed (org, line))
select coalesce(place.line, round.org) as line, round.stream as round, round.org, round.year, quota.scheme,
       quota.base, quota.star, quota.places,
       (select count(*) from ledger.evaluation v
        where v.round = round.stream and v.scheme = quota.scheme and v.star = quota.star
          and 'stars' = any (v.figures)) as awarded
from ledger.round as round
cross join unnest(round.schemes, round.bases, round.quota_stars, round.places) as quota (scheme, base, star, places)
left join place using (org)
where (place.line is not null or $3)
  and round.year = coalesce($4, (select max(other.year) from ledger.round other where other.org = round.org))
order by 1, round.org, quota.scheme, quota.star desc
