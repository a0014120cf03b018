-- machine_time(): the database machine's clock. Only the opening entry is stamped with it; others bring their time.
-- Returns one timestamptz.
select clock_timestamp() as now
