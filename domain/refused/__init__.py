"""Refusals on record: what was ordered and not accepted, by month and organisation; never part of any case."""
