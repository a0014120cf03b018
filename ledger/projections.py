"""Every read model of the ledger."""

from ledger.inbox import INBOX
from ledger.lines import LINES
from ledger.open_cases import OPEN_CASES
from ledger.pool import POOL
from ledger.projection import Projection
from ledger.registers.projections import REGISTERS
from ledger.subjects import SUBJECTS
from ledger.tasks import TASKS

PROJECTIONS: tuple[Projection, ...] = (TASKS, OPEN_CASES, POOL, SUBJECTS, LINES, INBOX, *REGISTERS)
