-- states(streams): the streams as far as they are folded.
--   streams text[]
-- Returns stream, position, state (JSON); no row for a stream that is not.
select stream, position, state from stream where stream = any ($1::text[])
