-- stop_writing(): whoever projects waits from here to the commit; readers go on.
lock table ledger.checkpoint in exclusive mode
