"""`branchctl`, the command line."""
