"""The statements of `ledger/sql`, one a file, by name."""

from importlib.resources import files


def _statement(name: str) -> str:
    return (files("ledger") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


AS_PROJECTOR = _statement("as_projector")
LEAD = _statement("lead")
TABLES = _statement("tables")
POSITION = _statement("position")
HOLD = _statement("hold")
MOVE_ON = _statement("move_on")
STATES = _statement("states")
KEEP_STREAMS = _statement("keep_streams")
DELETE_ROWS = _statement("delete_rows")
INSERT_ROWS = _statement("insert_rows")
STANDING = _statement("standing")
AWAKEN = _statement("awaken")
WORK = _statement("work")
OPEN_CASES = _statement("open_cases")
POOL = _statement("pool")
TIMELINE = _statement("timeline")
