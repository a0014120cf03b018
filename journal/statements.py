"""The statements of `journal/sql`, one a file, by name."""

from importlib.resources import files


def _statement(name: str) -> str:
    return (files("journal") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


APPEND = _statement("append")
ENTRIES_OF = _statement("entries_of")
VERSION_OF = _statement("version_of")
CAUSED_BY = _statement("caused_by")
FROM_POSITION = _statement("from_position")
TAGGED = _statement("tagged")
STREAMS = _statement("streams")
LENGTH = _statement("length")
FIRST_ENTRY = _statement("first_entry")
MACHINE_TIME = _statement("machine_time")
