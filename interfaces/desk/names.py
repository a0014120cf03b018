"""How a case that is opened gets its name: the stream, and the id of its workflow."""

import re
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.processes import decider_of
from domain.refusals import DomainError


class Shape(NamedTuple):
    """
    The parts of a stream's name after its process, as the opener gives them.

    `parent`: the first part of the name of the stream that counts the cases; the last part is then the next number.
    `prefix`: the name is made of the order's own id, so that a repeated order finds its first answer.
    """

    parts: tuple[str, ...]
    parent: str | None = None
    prefix: str | None = None


SHAPES = {
    "investigation": Shape(("ENTERPRISE",), parent="enterprise"),
    "establishment": Shape((), prefix="est-"),
    "branch": Shape((), prefix="b-"),
    "appointment": Shape(("BRANCH",), parent="branch"),
    "filing": Shape(("CONTRACT",), parent="contract"),
    "evaluation": Shape(("BRANCH", "YEAR")),
    "evaluation-round": Shape(("ORG", "YEAR")),
    "campaign": Shape(("ORG", "ROUND")),
    "enterprise": Shape(("ENTERPRISE",)),
}


_PLURALS = {"branch": "branches"}
_NUMBER = "NUMBER"
_COUNTED = frozenset({_NUMBER, "YEAR"})
_STREAM = re.compile(r"[a-z][a-z-]{1,31}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,3}")
"""As `domain.model.StreamName`."""


class WrongNameError(DomainError):
    """A case of that kind is opened under another name."""

    rule = "desk.wrong-name"

    def __init__(self, process: str, parts: str) -> None:
        super().__init__(process=process, parts=parts)


class WrongStreamError(DomainError):
    """No case can have that name."""

    rule = "desk.wrong-stream"

    def __init__(self, stream: str, shape: str) -> None:
        super().__init__(stream=stream, shape=shape)


def check_stream(stream: str) -> None:
    """Refuse a name that no stream of its kind can have. Raises `NoSuchProcessError`, `WrongStreamError`."""
    process = decider_of(stream).name
    words = _words(process)
    parts = stream.split("/")[1:]
    fits = not words or len(parts) == len(words)
    counted = all(part.isdigit() for part, word in zip(parts, words, strict=False) if word in _COUNTED)
    if not (_STREAM.fullmatch(stream) and fits and counted):
        raise WrongStreamError(stream, "/".join((process, *(words or ("ID",)))))


def is_journals_own(stream: str) -> bool:
    """Whether a stream tells of the journal itself (`journal/nature`): no process has it, no rules decide it."""
    return stream.startswith("journal/")


def _words(process: str) -> tuple[str, ...]:
    """Return what the parts of a stream's name are; () where any will do."""
    shape = SHAPES.get(process)
    if shape is None:
        return ()
    if shape.parent is not None:
        return (*shape.parts, _NUMBER)
    return shape.parts or ("ID",)


def plural(process: str) -> str:
    """Return what cases of a process are called together: `filings`."""
    return _PLURALS.get(process, f"{process}s")


def shape_of(process: str) -> Shape:
    """Return how cases of a process are named. Raises `NoSuchProcessError`, `WrongNameError`."""
    decider_of(f"{process}/x")
    if process not in SHAPES:
        raise WrongNameError(process, "-")
    return SHAPES[process]


def check_parts(process: str, parts: tuple[str, ...]) -> Shape:
    """Return the shape of a process's names; refuse parts that do not fit it. Raises `WrongNameError`, `WrongStreamError`."""
    shape = shape_of(process)
    own_id = shape.prefix is not None and len(parts) == 1
    if len(parts) != len(shape.parts) and not own_id:
        raise WrongNameError(process, " ".join(shape.parts) or "-")
    if parts:
        check_stream("/".join((process, *parts, *(("1",) if shape.parent else ()))))
    return shape


def made_of(process: str, prefix: str, command_id: UUID) -> str:
    """Return the stream of a case that is named by the order that opens it."""
    return f"{process}/{prefix}{uuid5(command_id, process).hex[:12]}"
