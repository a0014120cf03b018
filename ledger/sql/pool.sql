-- pool(orgs): the enterprises that wait for partners or a host (待联建), by stream.
--   orgs text[]
-- Returns enterprise, name, org, counted.
select enterprise, name, org, counted from ledger.pool where org = any ($1::text[]) order by stream
