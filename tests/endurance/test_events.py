"""Minutes without Temporal while upstream systems send on; set OUTAGE_SECONDS=3600 for the hour of the specification."""

import os
from pathlib import Path

import pytest

from tests.endurance.events import opened, through_an_outage
from tests.endurance.standing import standing

_LASTING = float(os.environ.get("OUTAGE_SECONDS", "90"))

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(300 + int(_LASTING))]


async def test_events_wait_for_temporal_as_long_as_it_takes_in_order_and_each_has_one_effect(
    tmp_path: Path,
) -> None:
    async with standing(processes=2) as stack:
        door = await opened(stack, tmp_path / "sources.toml")
        await through_an_outage(stack, door, _LASTING)
        await stack.check_evidence()
