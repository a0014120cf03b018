"""Which time a journal lives in: the real one, or a rehearsal's that runs faster (演练)."""

from datetime import UTC, datetime, timedelta

from pydantic import Field

from domain.model import Model


class RealOrRehearsal(Model):
    """
    The nature of a journal and its workflows, chosen once for life.

    Without `epoch` time is real. In a rehearsal the virtual time is `epoch + scale * (now - epoch)`; `scale` counts
    virtual seconds a second (86 400: a day a second).
    """

    epoch: datetime | None = None
    scale: int = Field(default=1, ge=1, le=2_592_000)

    @property
    def rehearsal(self) -> bool:
        """Whether acts are only rehearsed."""
        return self.epoch is not None

    def read(self, now: datetime) -> datetime:
        """Return the time that it is in this journal, in UTC, when the machine's clock says `now`."""
        if self.epoch is None:
            return now.astimezone(UTC)
        return (self.epoch + self.scale * (now - self.epoch)).astimezone(UTC)

    def wait(self, until: datetime, now: datetime) -> timedelta:
        """Return how long to wait on the machine's clock until this journal reads `until`; at least zero."""
        return max((until - self.read(now)) / self.scale, timedelta(0))
