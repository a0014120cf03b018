-- call_itself(name): show all who look at the server's sessions what this one does.
--   name text
-- Returns one text.
select set_config('application_name', $1, false)
