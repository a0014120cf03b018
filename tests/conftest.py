"""Fixtures that all tests may ask for, and the option that collects the tables of the processes."""

from tests.postgres import database, postgres
from tests.service import service, temporal

__all__ = ["database", "postgres", "service", "temporal"]
