-- take_lock(): nobody reads or writes the live ledger from here to the commit; whoever began to, finishes first.
lock table ledger.checkpoint in access exclusive mode
