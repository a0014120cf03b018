-- The steps of `work` that a few organisations have: found first, each way from an index of its own, then looked up.
(
    select l.*
    from (
        select a.stream, a.action from ledger.task a where $6::text is null and a.org = any ($2)
        union
        select g.stream, g.action from ledger.task g where g.named <> '{}' and $6 = any (g.named)
        union
        select o.stream, o.action from ledger.task o
        where not $7::boolean and o.org = any ($8::text[]) and o.named = '{}'
          and ($9::text[] is null or o.role = any ($9))
        union
        select c.stream, c.action from ledger.task c
        where not $7 and c.case_org = any ($8) and c.named = '{}' and ($9 is null or c.role = any ($9))
    ) as w
    cross join lateral (
        select t.* from ledger.task t where t.stream = w.stream and t.action = w.action offset 0
    ) as l
)
