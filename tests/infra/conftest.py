from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.scratch import scratch_directory


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory of its own that PostgreSQL's account can pass, removed afterwards."""
    with scratch_directory() as directory:
        yield directory
