"""The canvas of our prints: every stroke is marked as content of an element or as decoration (ISO 32000-1 § 14.6).

It is a `Canvas` of ReportLab with marks around what is drawn; `_structure.py` writes the tree at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from reportlab.pdfbase.pdfdoc import PDFName, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from . import _structure
from ._style import PAGE_HEIGHT, PAGE_WIDTH, REGULAR, register_faces
from ._tags import HEADING, Element, heading_levels

# PDF/UA-1 builds on PDF 1.7; an initial face of ours keeps Helvetica, which is not embedded, out of the file.
_VERSION = (1, 7)
Box = tuple[float, float, float, float]


class _Lines(PDFTextObject):
    """Text whose wrapped lines end with the space they were broken at, so that no reader joins two words."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        broken = TStar and text and text[-1] not in " -"
        super()._textOut(f"{text} " if broken else text, TStar)  # type: ignore[misc]


class Sheet(Canvas):
    """Draws one document whose structure is `root`; identical drawing gives identical bytes."""

    # ReportLab's own, which its type stubs leave out.
    _code: list[str]
    _doc: Any
    _destinations: dict[str, Any]

    def __init__(self, target: BinaryIO, root: Element) -> None:
        register_faces()
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            lang="fr-FR",
            pdfVersion=_VERSION,
            initialFontName=REGULAR,  # type: ignore[arg-type]
        )
        self.root = root
        self.levels = heading_levels(root)
        self.marks: list[list[Element]] = [[]]
        self.boxes: dict[Element, Box] = {}
        self._decorating = False
        self._waiting: list[Element] = []
        self._depth = self._base = 0

    @contextmanager
    def marked(self, *elements: Element) -> Iterator[None]:
        """Mark what is drawn as content of an element; with several, each text drawn goes to the next one."""
        if self._decorating or not elements:
            yield
        elif len(elements) > 1:
            self._waiting = list(elements)
            yield
            self._waiting = []
        else:
            self._begin(elements[0])
            yield
            self._end()

    @contextmanager
    def decoration(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """Mark what is drawn as an artifact: frames, rules, grounds, and what only repeats; inner marks are dropped."""
        if self._decorating:
            yield
            return
        part = f"/Subtype /{subtype} " if subtype else ""
        self._code.append(f"/Artifact <</Type /{kind} {part}>> BDC")
        self._decorating = True
        yield
        self._decorating = False
        self._end()

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:  # noqa: N802
        """A text of ours, as ReportLab's paragraphs ask for one."""
        return _Lines(self, x, y, direction=direction)

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803 - ReportLab's names
        """Draw a text, marked for the element that waits for it (a bullet, then its line)."""
        if not self._waiting:
            super().drawText(aTextObject)
            return
        element = self._waiting.pop(0) if len(self._waiting) > 1 else self._waiting[0]
        self._begin(element)
        super().drawText(aTextObject)
        self._end()

    def bookmark(self, element: Element, top: float) -> None:
        """Add a heading to the outline, once, at the height where it stands."""
        level = self.levels.get(element)
        if level is None or self._decorating or not element.words:
            return
        self._depth = min(level + self._base, self._depth + 1)
        self._outline(element.words, top, self._depth - 1)

    def begin_part(self, words: str) -> None:
        """Begin a document of several in one file: it is one entry of the outline, its headings lie below it."""
        self._base = self._depth = 1
        self._outline(words, PAGE_HEIGHT, 0, closed=True)

    def _outline(self, words: str, top: float, level: int, *, closed: bool = False) -> None:
        key = f"h{len(self._destinations)}"
        self.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self.addOutlineEntry(words, key, level, closed=closed)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page, which remembers its place in the parent tree."""
        super().showPage()
        page: Any = self._doc.Pages.pages[-1]
        # ReportLab writes the entries a page names here; this one page's list grows, not the class's.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self.marks) - 1
        page.Tabs = PDFName("S")
        # Compressed only: ReportLab would write the bytes as text too, a quarter longer and slower.
        page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])
        self.marks.append([])

    def save(self) -> None:
        """Write the structure, then the file."""
        _structure.write(
            self._doc, self.root, _structure.Marks(self.marks[:-1], self.boxes, self.levels)
        )
        super().save()

    def _begin(self, element: Element) -> None:
        page = self.marks[-1]
        name = f"H{self.levels[element]}" if element.kind == HEADING else element.kind
        self._code.append(f"/{name} <</MCID {len(page)}>> BDC")
        page.append(element)

    def _end(self) -> None:
        self._code.append("EMC")
