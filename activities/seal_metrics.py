"""What the sealer tells of itself, as metrics beside those of Temporal's SDK."""

from temporalio.common import MetricMeter

LAG = "journal_seal_lag_seconds"
"""A histogram: seconds from an entry's record to its seal, of the first of each batch, on a real clock."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)


class SealMetrics:
    """
    A `journal.leader.Watcher`. Of several processes one leads; the others say so and nothing else.

    `journal_sealed_entries`, `journal_unsealed_entries`; `journal_seal_leader`, `journal_seal_alarm`: 0 or 1.
    """

    def __init__(self, meter: MetricMeter) -> None:
        self._lag = meter.create_histogram_float(LAG, "from the record of an entry to its seal")
        self._size = meter.create_gauge("journal_sealed_entries", "entries that are sealed")
        self._backlog = meter.create_gauge("journal_unsealed_entries", "entries that are not sealed yet")
        self._leader = meter.create_gauge("journal_seal_leader", "1: this process seals")
        self._alarm = meter.create_gauge("journal_seal_alarm", "1: sealing has stopped, a person has to look")
        self._leader.set(0)
        self._alarm.set(0)

    def leading(self) -> None:
        """Tell that this process seals."""
        self._leader.set(1)

    def retired(self) -> None:
        """Tell that it does not, or no longer."""
        self._leader.set(0)

    def sealed(self, size: int, lag: float) -> None:
        """Tell how many entries are sealed, and how long the first of a batch waited for it, in seconds."""
        self._size.set(size)
        self._lag.record(max(lag, 0.0))

    def waiting(self, backlog: int) -> None:
        """Tell how many entries are not sealed yet."""
        self._backlog.set(backlog)

    def alarmed(self) -> None:
        """Tell that sealing has stopped."""
        self._alarm.set(1)
