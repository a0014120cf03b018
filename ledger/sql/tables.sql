-- tables(schema): the tables of a schema.
--   schema text
-- Returns one text a row.
select tablename::text from pg_catalog.pg_tables where schemaname = $1 order by tablename
