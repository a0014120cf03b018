-- as_projector(): the connection acts for the projector from now on, with the rights of that role alone.
set role ledger_projector
