"""What all cases share: their common state, the acts possible in each, deadlines told by time, corrections (事项)."""
