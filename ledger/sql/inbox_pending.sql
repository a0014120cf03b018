-- inbox_pending(after, limit): the events that wait, in the order in which their turns came.
--   after bigint, exclusive: a position of the journal · limit integer
-- A turn is the entry by which an event is to be delivered: it was received, or redriven. Returns stream, event and turn
-- (versions), place (the turn's position), position (the event's), source, subject.
select t.stream, t.event, t.version as turn, t.position as place, e.position, e.source, e.subject
from ledger.inbox t
join ledger.inbox e on e.stream = t.stream and e.version = t.event
where t.what in ('received', 'redriven') and t.position > $1
  and not exists (
    select from ledger.inbox o where o.stream = t.stream and o.event = t.event and o.version > t.version
  )
order by t.position
limit $2
