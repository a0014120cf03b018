"""What can be set about the API, as its composition root read it."""

from pathlib import Path

from pydantic import Field

from domain.model import Model

MEGABYTE = 1 << 20


class HttpSettings(Model):
    """
    Limits of the API. Sizes in bytes, times in seconds.

    `step_up`: minutes since somebody last gave their credentials, within which they may decide; `spool`: where uploads
    wait, for all processes; None: a place of its own that goes with the process.
    """

    body_limit: int = Field(MEGABYTE, ge=1024, description="of a body, but for uploads")
    upload_limit: int = Field(32 * MEGABYTE, ge=1024, description="of an uploaded register")
    body_seconds: float = Field(20, gt=0, description="in which a body must arrive")
    upload_seconds: float = Field(120, gt=0, description="in which an upload must arrive")
    answer_seconds: float = Field(30, gt=0, description="until an answer begins")
    rate: float = Field(50, gt=0, description="requests a second of one client, in the long run")
    burst: int = Field(200, ge=1, description="requests of one client at once")
    in_flight: int = Field(8, ge=1, description="orders of one case at the same time")
    step_up: int = Field(15, ge=1, description="minutes")
    spool: Path | None = None
