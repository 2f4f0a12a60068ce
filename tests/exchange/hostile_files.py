"""Documents made to harm or to confuse, and honest ones beside them: bytes only, nobody's data."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def pdf(pages: int = 1, *, title: str = "") -> bytes:
    """An honest PDF."""
    return _written(_blank(pages, title))


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    """An honest image."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **more)
    return out.getvalue()


def located() -> bytes:
    """A JPEG that says with what it was taken."""
    notes = Image.Exif()
    notes[0x010F] = "TELEPHONE-DE-TEST"
    return picture("JPEG", exif=notes)


def encrypted() -> bytes:
    """A PDF that asks a password."""
    writer = _blank(1)
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


def scripted(key: str = "/OpenAction") -> bytes:
    """A PDF that runs a script when it opens (or as `key` says)."""
    writer = _blank(1)
    writer._root_object[NameObject(key)] = _action("/JavaScript", "/JS", "app.alert(1)")
    return _written(writer)


def disguised() -> bytes:
    """The same with its names written in hexadecimal, which a search in the raw bytes does not find."""
    return scripted().replace(b"/JavaScript", b"/J#61vaScrip#74").replace(b"/JS", b"/#4a#53")


def launching() -> bytes:
    """A PDF whose page starts a program when it is clicked."""
    writer = _blank(1)
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject(NumberObject(n) for n in (0, 0, 99, 99)),
            NameObject("/A"): _action("/Launch", "/F", "calc.exe"),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    return _written(writer)


def carrying() -> bytes:
    """A PDF that carries another file."""
    writer = _blank(1)
    writer.add_attachment("virus.exe", b"MZ")
    return _written(writer)


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it has 900 million points."""
    return _png(30_000, 30_000, zlib.compress(b"\0" * 1_000_000))


def lying() -> bytes:
    """A PNG whose data is far larger than its 10 × 10 points."""
    return _png(10, 10, zlib.compress(b"\0" * 60_000_000))


def _blank(pages: int, title: str = "") -> PdfWriter:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if title:
        writer.add_metadata({"/Title": title})
    return writer


def _action(kind: str, key: str, what: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(what)}
    )


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _png(width: int, height: int, data: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
