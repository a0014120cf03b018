"""The whole stack, with its own worker: some seconds without Temporal, and a worker that is killed."""

from pathlib import Path

import pytest

from tests.endurance.events import opened, through_an_outage
from tests.endurance.standing import standing


@pytest.mark.timeout(240)
async def test_a_worker_relays_what_came_in_while_temporal_was_away_and_while_it_was_dead(
    tmp_path: Path,
) -> None:
    async with standing() as stack:
        door = await opened(stack, tmp_path / "sources.toml")
        await through_an_outage(stack, door, seconds=4, codes=4)
