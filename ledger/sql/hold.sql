-- hold(): the first statement of whoever writes: nobody else writes, and no rebuild takes over, before the commit.
-- Returns the position, one bigint.
select position from checkpoint for update
