"""What a list of branches from before the system says, row by row, and how each is registered. Source: domain.md §3 [P]."""
