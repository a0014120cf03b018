"""What each process puts into its documents, a file a process."""
