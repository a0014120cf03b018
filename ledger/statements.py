"""The statements of `ledger/sql`, one a file, by name."""

from functools import partial

from journal.statements import statement

_statement = partial(statement, "ledger")


AS_PROJECTOR = _statement("as_projector")
LEAD = _statement("lead")
LEADING = _statement("leading")
LEAD_INBOX = _statement("lead_inbox")
LEADING_INBOX = _statement("leading_inbox")
STILL_THERE = _statement("still_there")
TABLES = _statement("tables")
POSITION = _statement("position")
HOLD = _statement("hold")
LAST_DAY = _statement("last_day")
KEEP_DAY = _statement("keep_day")
END_DAY = _statement("end_day").format(founded_day=_statement("founded_day").format(ledger=""))
MOVE_ON = _statement("move_on")
STATES = _statement("states")
KEEP_STREAMS = _statement("keep_streams")
DELETE_ROWS = _statement("delete_rows")
INSERT_ROWS = _statement("insert_rows")
BEGIN_LOOKING = _statement("begin_looking")
AS_READER = _statement("as_reader")
STANDING = _statement("standing")
AWAKEN = _statement("awaken")
WORK_OF_FEW, WORK_OF_MANY = (
    _statement("work").format(waiting=_statement(f"work_of_{one}")) for one in ("few", "many")
)
OPEN_CASES = _statement("open_cases")
CASES_COUNTED = _statement("cases_counted")
CASES_AT = _statement("cases_at")
POOL = _statement("pool")
TIMELINE = _statement("timeline")
INBOX_PENDING = _statement("inbox_pending")
INBOX_LETTERS = _statement("inbox_letters")
REBUILD_ALONE = _statement("rebuild_alone")
DROP_TABLES = _statement("drop_tables")
COPY_TABLE = _statement("copy_table")
GUARD = _statement("guard")
BEGIN_BESIDE = _statement("begin_beside")
HURRY = _statement("hurry")
STOP_WRITING = _statement("stop_writing")
STOP_READING = _statement("stop_reading")
TAKE_PLACE = _statement("take_place")
