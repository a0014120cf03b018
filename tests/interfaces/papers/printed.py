"""What a PDF of ours says, read from its bytes: the words of each sheet, its rectangles, its metadata."""

import base64
import re
import zlib
from typing import NamedTuple

_OBJECT = re.compile(rb"(?ms)^(\d+) 0 obj\n(.*?)\nendobj")
_SHOWN = re.compile(rb"(?s)/(F[0-9+]+) [\d.]+ Tf|\(((?:[^()\\]|\\.)*)\) Tj")
_ESCAPED = re.compile(rb"(?s)\\([0-7]{3}|.)")
_RECTANGLE = re.compile(rb"(?m)(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re f\*?")
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Sheet(NamedTuple):
    """One page: all it says, each line on its own, and its filled rectangles (x, y, width, height)."""

    lines: tuple[str, ...]
    rectangles: tuple[tuple[float, ...], ...]

    @property
    def text(self) -> str:
        """All of it, without spaces and ends of lines."""
        return squeezed("".join(self.lines))


def squeezed(text: str) -> str:
    """Return a text without spaces: where lines end says nothing."""
    return re.sub(r"\s", "", text)


def sheets(pdf: bytes) -> list[Sheet]:
    """Return the pages of a PDF that ReportLab made."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    wide = {
        re.search(rb"/Name /(F[0-9+]+)", body).group(1)  # type: ignore[union-attr]
        for body in objects.values()
        if b"/Subtype /Type0" in body
    }
    pages = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    return [_sheet(_content(page, objects), wide) for page in pages]


def metadata(pdf: bytes, name: str) -> str:
    """Return what the metadata say under a name."""
    found = re.search(rb"(?s)/" + name.encode() + rb" \(((?:[^()\\]|\\.)*)\)", pdf)
    assert found, name
    raw = _unescaped(found.group(1))
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _content(page: bytes, objects: dict[int, bytes]) -> bytes:
    named = re.search(rb"/Contents (\d+) 0 R", page)
    assert named
    packed = objects[int(named.group(1))].split(b"stream\n", 1)[1].rsplit(b"endstream", 1)[0].strip()
    return zlib.decompress(base64.a85decode(packed.removesuffix(b"~>")))


def _sheet(content: bytes, wide: set[bytes]) -> Sheet:
    lines = [_line(block, wide) for block in re.findall(rb"(?s)\bBT\b(.*?)\bET\b", content)]
    rectangles = tuple(tuple(map(float, one)) for one in _RECTANGLE.findall(content))
    return Sheet(tuple(lines), rectangles)


def _line(block: bytes, wide: set[bytes]) -> str:
    font, line = b"", ""
    for named, shown in _SHOWN.findall(block):
        font = named or font
        line += _unescaped(shown).decode("utf-16-be" if font in wide else "cp1252")
    return line


def _unescaped(raw: bytes) -> bytes:
    def sign(found: re.Match[bytes]) -> bytes:
        one = found.group(1)
        return bytes([int(one, 8)]) if one.isdigit() and len(one) > 1 else _SIGNS.get(one, one)

    return _ESCAPED.sub(sign, raw)
