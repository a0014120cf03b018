-- length(): how many entries there are, which is the position of the last.
-- Returns one row: length, 0 for none.
select coalesce(max(position), 0) as length
from journal.entry
