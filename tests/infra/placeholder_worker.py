"""Stands in for the worker: shows what it was told, and drains when asked to."""

import os
import signal
import sys
from pathlib import Path

TOLD = ("DATABASE_URL", "TEMPORAL_ADDRESS", "TEMPORAL_NAMESPACE", "BRANCHCTL_DATA", "BRANCHCTL_PROCESSES")
REHEARSAL = ("BRANCHCTL_REHEARSAL_EPOCH", "BRANCHCTL_REHEARSAL_SCALE")

if __name__ == "__main__":
    notes = Path(sys.argv[1])
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    notes.write_text("\n".join(os.environ.get(name, "") for name in TOLD + REHEARSAL), encoding="utf-8")
    signal.sigwait({signal.SIGTERM})
    notes.write_text("drained", encoding="utf-8")
