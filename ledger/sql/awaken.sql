-- awaken(channel): wake whoever projects.
--   channel text
select pg_catalog.pg_notify($1, '')
