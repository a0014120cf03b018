"""`branchctl audit`: what an auditor asks of the journal, one file a question."""
