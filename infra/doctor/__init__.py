"""The doctor: what is missing or wrong with the engines, and what to do about it."""
