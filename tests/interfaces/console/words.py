"""What the console says: every text of its templates and of its code, and what the catalogues have for it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import interfaces.console
from interfaces.console.speaking import ENGLISH

ROOM = Path(interfaces.console.__file__).parent
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_WORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "marked": None}


class Said(NamedTuple):
    """A text, and the first place where it stands."""

    text: str
    place: str


def said() -> list[Said]:
    """Return every text, each once, in the order of the files."""
    found: dict[str, Said] = {}
    for name, line, message, *_ in extract_from_dir(ROOM, _METHODS, keywords=_WORDS):
        text = message[0] if isinstance(message, tuple) else message
        found.setdefault(text, Said(text, f"{name}:{line}"))
    return list(found.values())


def translated() -> Iterator[tuple[Path, Message]]:
    """Yield every text of every catalogue."""
    for path in sorted(ENGLISH.glob("*.po")):
        with path.open("rb") as file:
            yield from ((path, message) for message in read_po(file, locale="en") if message.id)


def key_of(message: Message) -> str:
    """Return the text that a translation is of."""
    return str(message.id[0] if isinstance(message.id, tuple) else message.id)


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the translation, of a counted text one for each number."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (str(message.string),)


def placeholders(text: str) -> set[str]:
    """Return the names of what is filled into a text."""
    return set(_PLACEHOLDER.findall(text))
