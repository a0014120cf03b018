from tests.journal.conftest import journal

__all__ = ["journal"]
