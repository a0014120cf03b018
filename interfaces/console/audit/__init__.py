"""What an auditor looks at: the journal as it is sealed, a case as it stood, what an entry changed."""
