-- tile(level, number): one full tile.
--   level smallint · number bigint
-- Returns hashes; no row if the tile is not full.
select hashes
from journal.tile
where level = $1 and number = $2
