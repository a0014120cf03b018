"""The papers of the stories: document numbers and attachments, all fictional; attachments exist as digests only."""

import hashlib
from itertools import count

from domain.model import Digested

_numbers = count(1)


def document(office: str = "示委", year: int = 2025) -> str:
    """Return a document's number that was not used before in this performance."""
    return f"{office}〔{year}〕{next(_numbers)}号"


def scan(name: str) -> Digested:
    """Return an attachment, as the journal knows one: by its digest."""
    text = f"示例：{name}".encode()
    return Digested(
        sha256=hashlib.sha256(text).hexdigest(), name=name, media_type="application/pdf", size=len(text)
    )
