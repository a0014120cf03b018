-- inbox_letters(standing, positions, after, limit): events and how they stand, by position.
--   standing text: pending, delivered, dead; null = any · positions bigint[]: only these; null = all
--   after bigint, exclusive · limit integer
-- Returns what `ledger.letters.Letter` holds.
select e.position, e.stream, e.version as event, e.org, e.system, e.source, e.event_id, e.type, e.subject,
       l.standing, l.position as since, l.rule, l.policy, l.data
from ledger.inbox e
cross join lateral (
    select case when o.what in ('received', 'redriven') then 'pending' else o.what end as standing,
           o.position, o.rule, o.policy, o.data
    from ledger.inbox o
    where o.stream = e.stream and o.event = e.event
    order by o.version desc
    limit 1
) l
where e.what = 'received' and e.position > $3
  and ($1::text is null or l.standing = $1)
  and ($2::bigint[] is null or e.position = any ($2))
order by e.position
limit $4
