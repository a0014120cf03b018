"""The mathematics of the star evaluation: schemes, score sheets, ranking. Pure, and all in integers (星级评定)."""
