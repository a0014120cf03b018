-- begin_looking(): the first statement of every reader: a rebuild takes over before it, or after his transaction.
-- A statement of its own, because a snapshot that was taken before the lock would show the new tables as they were then.
lock table ledger.checkpoint in access share mode
