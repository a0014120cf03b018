-- insert_rows(rows) of a table.
--   rows json: an array of objects, whose fields are the columns · {table} is the read model's
insert into {table} select * from json_populate_recordset(null::{table}, $1::json)
