-- checkpoint(size, note): publish a signed checkpoint, and wake who listens.
--   size bigint · note text
-- Returns nothing of use. The channel `journal_sealed` carries the size.
with published as (
    insert into journal.checkpoint (size, note) values ($1, $2) returning size
)
select pg_notify('journal_sealed', size::text)
from published
