-- last_position(): how many entries the journal holds.
-- Returns one row; 0 if it is empty.
select coalesce((select position from journal.entry order by position desc limit 1), 0) as position
