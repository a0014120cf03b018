from pathlib import Path
from typing import NamedTuple

import pytest

from access.webhooks.keys import new_secret
from infra.clock import now
from infra.ids import new_id
from interfaces.upstream.receiving import Receiver
from interfaces.upstream.sources import Sources
from interfaces.upstream.sources_file import add_source
from tests.interfaces.conftest import Office
from tests.interfaces.upstream.systems import SYSTEM, System


class Door(NamedTuple):
    """Where events come in, the file that says whose, and one system that is known there."""

    receiver: Receiver
    sources: Path
    system: System


def door_of(office: Office, sources: Path, system: str = SYSTEM) -> Door:
    """Open a door at an office, with a source of its own for a system."""
    known = System(f"urn:example:{new_id()}", new_secret())
    add_source(sources, system, known.source, known.key)
    return Door(Receiver(office.desk, office.service.journal, Sources(sources), now), sources, known)


@pytest.fixture
async def door(office: Office, tmp_path: Path) -> Door:
    return door_of(office, tmp_path / "sources.toml")
