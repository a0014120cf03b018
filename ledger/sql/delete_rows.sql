-- delete_rows(streams) of a table: every row that stands for one of some streams.
--   streams text[] · {table} is the read model's
delete from {table} where stream = any ($1::text[])
