-- version_of(stream): the version a stream stands at.
--   stream text
-- Returns one row; 0 if there is no such stream.
select coalesce(max(version), 0) as version
from journal.entry
where stream = $1
