-- open_cases(): the streams in which somebody is awaited.
-- Returns stream, by name.
select distinct stream from ledger.task order by stream
