-- The steps of `work` that many organisations have: nearly all there are, so they are taken in their order until they are enough.
(
    select t.*
    from ledger.task t
    where $6::text is null
       or $6 = any (t.named)
       or not $7::boolean and t.named = '{}'
          and (t.org in (select unnest($8::text[])) or t.case_org in (select unnest($8))) and ($9::text[] is null or t.role = any ($9))
)
