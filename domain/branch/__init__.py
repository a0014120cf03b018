"""A branch, alive for years: members, officers and their term, contracts, stars, its adjustment and its end (支部)."""
