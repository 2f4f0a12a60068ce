"""Reads the structure of a print back as a screen reader would: elements, their words, and what carries none."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from ctypes import c_ulong, c_ushort
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

NOTHING = -1


@dataclass
class Drawn:
    """One object of a page: its words if any, its mark if any, where it starts and whether it is decoration."""

    page: int
    mark: int
    artifact: bool
    words: str
    left: float
    top: float


@dataclass
class Node:
    """One element: kind after the role map, its own words, its children, and its dictionary."""

    kind: str
    words: str
    kids: list[Node]
    places: list[Drawn]
    entry: Any = field(repr=False)

    def walk(self) -> Iterator[Node]:
        """The element and all below it in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def text(self) -> str:
        """Its words and those below it."""
        return " ".join(n.words for n in self.walk() if n.words)


def drawn(pdf: bytes) -> list[Drawn]:
    """Every object of every page, in the order it was painted."""
    document = pdfium.PdfDocument(pdf)
    found: list[Drawn] = []
    for number, page in enumerate(document):
        text = page.get_textpage()
        for thing in page.get_objects():
            mark = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
            left, _bottom, _right, top = thing.get_bounds()
            words = _words(thing.raw, text.raw) if thing.type == raw.FPDF_PAGEOBJ_TEXT else ""
            found.append(Drawn(number, mark, _is_artifact(thing.raw), words, left, top))
        text.close()
        page.close()
    document.close()
    return found


def _words(thing: Any, page: Any) -> str:
    size = raw.FPDFTextObj_GetText(thing, page, None, 0)
    buffer = (c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(thing, page, buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")


def _is_artifact(thing: Any) -> bool:
    names = []
    for number in range(raw.FPDFPageObj_CountMarks(thing)):
        mark, size = raw.FPDFPageObj_GetMark(thing, number), c_ulong()
        buffer = (c_ushort * 32)()
        raw.FPDFPageObjMark_GetName(mark, buffer, 64, size)
        names.append(bytes(buffer)[: size.value - 2].decode("utf-16-le"))
    return "Artifact" in names


def tree(pdf: bytes) -> Node:
    """The document's element, with the words each mark drew."""
    reader = PdfReader(io.BytesIO(pdf))
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    marks: dict[tuple[int, int], list[Drawn]] = defaultdict(list)
    for thing in drawn(pdf):
        if thing.mark != NOTHING:
            marks[thing.page, thing.mark].append(thing)
    root = reader.root_object["/StructTreeRoot"]
    return _node(root["/K"][0], dict(root["/RoleMap"]), pages, marks, None)


def _node(entry: Any, roles: Any, pages: Any, marks: Any, page: int | None) -> Node:
    reference, entry = entry, entry.get_object()
    kind = str(roles.get(entry["/S"], entry["/S"]))[1:]
    page = pages[entry.raw_get("/Pg").idnum] if "/Pg" in entry else page
    kids, places = [], []
    for kid in marks_and_kids(entry):
        if isinstance(kid, int):
            places += marks[page, kid]
        elif kid.get_object().get("/Type") == "/MCR":
            mark = kid.get_object()
            places += marks[pages[mark.raw_get("/Pg").idnum], mark["/MCID"]]
        else:
            assert kid.get_object().raw_get("/P").idnum == reference.idnum
            kids.append(_node(kid, roles, pages, marks, page))
    words = str(entry["/Alt"]) if "/Alt" in entry else "".join(p.words for p in places)
    return Node(kind, re.sub(r"\s+", " ", words).strip(), kids, places, entry)


def marks_and_kids(entry: DictionaryObject) -> list[Any]:
    """What an element holds, always as a list; references stay references."""
    if "/K" not in entry:
        return []
    held = entry.raw_get("/K")
    if isinstance(held, IndirectObject | DictionaryObject | int):
        return [held]
    return [held[n] if isinstance(held[n], int) else _raw(held, n) for n in range(len(held))]


def _raw(held: Any, number: int) -> Any:
    return list.__getitem__(held, number)


def blocks(pdf: bytes) -> list[Node]:
    """Elements that hold words, in reading order: paragraphs, headings, items, cells and figures."""
    return [n for n in tree(pdf).walk() if n.words and n.kind != "Lbl"]
