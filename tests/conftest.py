"""Fixtures that all tests may ask for."""

from tests.postgres import database, postgres

__all__ = ["database", "postgres"]
