"""Whatever tests had recorded, the rules would produce again: asked when a session's service has done its work."""

from audit.conforming import conform_all
from journal.journal import Journal


async def check_conformance(journal: Journal) -> None:
    """Put everything in a journal to its rules again."""
    assert [finding async for one in conform_all(journal) for finding in one.findings] == []
