-- streams(prefix, after, limit): the streams whose names begin with `prefix`, by name, and their versions.
--   prefix text · after text, exclusive, '' = from the first · limit integer
-- Returns stream, version. Jumps from name to name in the unique index: its cost is the number of streams answered,
-- not that of their entries.
with recursive head as (
    (
        select e.stream, 1 as nth
        from journal.entry e
        where e.stream >= $1 and e.stream > $2
        order by e.stream
        limit 1
    )
    union all
    select following.stream, head.nth + 1
    from head
    cross join lateral (
        select e.stream from journal.entry e where e.stream > head.stream order by e.stream limit 1
    ) following
    where head.nth < $3 and starts_with(head.stream, $1)
)
select head.stream, last.version
from head
cross join lateral (
    select e.version from journal.entry e where e.stream = head.stream order by e.version desc limit 1
) last
where starts_with(head.stream, $1)
order by head.stream
limit $3
