"""What an auditor does with the journal: verify, replay, conform, prove, export, compare, reconcile."""
