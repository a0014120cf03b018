-- sealed_size(): how many entries the seal holds.
-- Returns one row; 0 if nothing was sealed.
select coalesce((select first + count - 1 from journal.seal order by first desc limit 1), 0) as size
