-- seal_reach(): how many entries are sealed, and how many of them the last signed checkpoint covers.
-- Returns one row: sealed, signed; 0 for none.
select coalesce((select first + count - 1 from journal.seal order by first desc limit 1), 0) as sealed,
       coalesce((select size from journal.checkpoint order by size desc limit 1), 0) as signed
