"""What the doctor found."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that was looked at. Remedies are empty when all is well."""

    ok: bool
    what_zh: str
    what_en: str
    remedy_zh: str = ""
    remedy_en: str = ""


def fine(zh: str, en: str) -> Finding:
    """Say that all is well with this."""
    return Finding(ok=True, what_zh=zh, what_en=en)


def wrong(zh: str, en: str, remedy_zh: str, remedy_en: str) -> Finding:
    """Say what is missing or wrong, and what to do about it."""
    return Finding(ok=False, what_zh=zh, what_en=en, remedy_zh=remedy_zh, remedy_en=remedy_en)
