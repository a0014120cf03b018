-- leader(key): who seals this database, by the name that he gave his connection.
--   key bigint
-- Returns name; no row if nobody seals; null where the login may not see whose connection it is.
select a.application_name as name
from pg_locks l
join pg_stat_activity a using (pid)
where l.locktype = 'advisory' and l.granted and l.objsubid = 1
  and l.database = (select oid from pg_database where datname = current_database())
  and (l.classid::bigint << 32 | l.objid::bigint) = $1
