"""One organisation's round of star evaluations in a year: who takes part, ranking, notice, award (评定轮次)."""
