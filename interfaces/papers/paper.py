"""A document as it is read, shown and printed: complete, in both languages, of nothing but what was recorded (文书)."""

from datetime import date
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from domain.catalogue import Said
from domain.model import Digested, DocumentNumber, EntryRef, Model, Sha256, StreamName


class PaperKind(StrEnum):
    """Which document it is (文种)."""

    APPROVAL = "approval"
    """批复: also one that refuses."""
    RECEIPT = "receipt"
    """备案回执"""
    NOTICE = "notice"
    """公示"""
    CORRECTION = "correction"
    """补正通知"""
    DECISION = "decision"
    """通知: of a decision that nobody had applied for."""


class Ground(Model):
    """A record that the document rests on, as it is told, and where it lies."""

    said: Said
    entry: EntryRef


class Listing(Model):
    """A table in a document: what stands above its columns, and its rows."""

    heads: tuple[Said, ...]
    rows: tuple[tuple[Said, ...], ...]


class Wording(Model):
    """The fixed words of a document's layout, so that who draws it needs no catalogue."""

    kind: Said
    attachments: Said
    grounds: Said
    afterwards: Said
    stamp: Said
    verification: Said
    scan: Said
    prevails: Said
    lacking: Said
    rehearsal: Said
    rehearsed: Said


class Paper(Model):
    """
    One document, made of one entry.

    `number`: as recorded (文号, 备案号), `numbered`: as it is written; `acted_on`: the date on the paper, `dated`: as it
    is written; `issuer`: the organisation's name as it was that day; `attachments`: with their digests; `grounds`:
    what it rests on; `afterwards`: what was revoked, corrected or ended since, which the document must not hide;
    `place`: entry, seal and hash in words.
    """

    kind: PaperKind
    stream: StreamName
    version: int
    position: int
    entry: UUID
    leaf: Sha256
    sealed: bool
    rehearsal: bool
    title: Said
    number: DocumentNumber | None
    numbered: Said | None
    acted_on: date
    dated: Said
    issuer: str
    addressee: Said | None
    body: tuple[Said, ...]
    listing: Listing | None
    closing: Said
    attachments: tuple[Digested, ...]
    attached: tuple[Said, ...]
    grounds: tuple[Ground, ...]
    afterwards: tuple[Said, ...]
    place: tuple[Said, ...]
    wording: Wording

    @property
    def verification(self) -> str:
        """Where it can be checked, relative to the public address; it names the entry and nobody."""
        return f"/verify?{urlencode({'stream': self.stream, 'version': self.version})}"
