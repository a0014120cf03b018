"""How a vacant office of a branch is filled (书记选配). Source: S10–S13, S16."""
