"""Meetings and elections: who may vote, on what slate, with what result. Used by foundings and re-elections."""
