-- stop_reading(): readers wait as well, for the moment in which tables are exchanged; whoever has begun finishes first.
lock table ledger.checkpoint in access exclusive mode
