"""Writes the structure tree, its parent tree and the PDF/UA-1 metadata with ReportLab's own objects.

ISO 32000-1 § 14.7 (structure), § 14.9 (accessibility); ISO 14289-1 § 5 (identification).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import XMP, PDFDictionary, PDFObject, PDFString

from ._tags import CELLS, HEADING, STANDARD, Element

# The tags stop at H6; deeper headings than that keep the last.
_DEEPEST = 6


@dataclass(frozen=True)
class Marks:
    """What the sheet drew: the element of each mark of each page, boxes of figures, levels of headings."""

    pages: Sequence[Sequence[Element]]
    boxes: Mapping[Element, tuple[float, float, float, float]]
    levels: Mapping[Element, int]


def write(document: Any, root: Element, marks: Marks) -> None:
    """Hang structure, marks and metadata on the catalog of a document about to be saved."""
    catalog = document.Catalog
    catalog.StructTreeRoot = _Writer(document, marks).tree(root)
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.Metadata = XMP(creator=lambda _document: _metadata(document.info))


class _Raw(PDFObject):
    """An object whose body is known once every reference is."""

    body = ""

    def format(self, document: Any) -> bytes:
        """The body."""
        return self.body.encode("latin-1")


class _Writer:
    """Turns elements into numbered objects."""

    def __init__(self, document: Any, marks: Marks) -> None:
        self.document, self.marks = document, marks
        self.content: dict[Element, list[tuple[int, int]]] = defaultdict(list)
        for page, elements in enumerate(marks.pages):
            for number, element in enumerate(elements):
                self.content[element].append((page, number))
        self.pages = [self._name(page) for page in document.Pages.pages]
        self.names: dict[Element, str] = {}

    def tree(self, root: Element) -> PDFObject:
        """The root of the tree, with its parent tree and role map."""
        top = _Raw()
        name = self._name(top)
        document = self._element(root, name)
        numbers = " ".join(
            f"{n} [{' '.join(self.names[e] for e in page)}]"
            for n, page in enumerate(self.marks.pages)
        )
        roles = " ".join(f"/{ours} /{theirs}" for ours, theirs in STANDARD.items())
        top.body = (
            f"<< /Type /StructTreeRoot /K [{document}] /ParentTree << /Nums [{numbers}] >> "
            f"/ParentTreeNextKey {len(self.marks.pages)} /RoleMap << {roles} >> >>"
        )
        return top

    def _element(self, element: Element, parent: str) -> str:
        """The reference of an element, after those below it; "" when nothing of it was drawn."""
        if not self._has_content(element):
            return ""
        written = _Raw()
        name = self.names[element] = self._name(written)
        kids = [kid for kid in (self._element(k, name) for k in element.kids) if kid]
        level = min(self.marks.levels.get(element, 0), _DEEPEST)
        kind = f"H{level}" if element.kind == HEADING else element.kind
        written.body = (
            f"<< /S /{kind} /P {parent} {self._content(element, kids)}{self._attributes(element)}>>"
        )
        return name

    def _has_content(self, element: Element) -> bool:
        """Whether a reader meets anything in it; empty cells stay, for they keep a table regular."""
        if element.kind in CELLS or element in self.content:
            return True
        return any(self._has_content(kid) for kid in element.kids)

    def _content(self, element: Element, kids: list[str]) -> str:
        """Page and kids: bare numbers while one page holds it all, marks with their page when it was cut."""
        found = self.content.get(element, ())
        pages = {page for page, _number in found}
        where = f"/Pg {self.pages[pages.pop()]} " if len(pages) == 1 else ""
        parts = [
            str(number) if where else f"<< /Type /MCR /Pg {self.pages[page]} /MCID {number} >>"
            for page, number in found
        ] + kids
        if not parts:
            return ""
        return f"{where}/K {parts[0] if len(parts) == 1 else f'[{chr(32).join(parts)}]'} "

    def _attributes(self, element: Element) -> str:
        if element.kind == "Figure":
            return f"/Alt {self._string(element.words)} {self._placed(element)}"
        if element.kind == "TH":
            return f"/A << /O /Table /Scope /{element.how} >> "
        if element.kind == "L":
            return f"/A << /O /List /ListNumbering /{element.how} >> "
        if element.kind == "Table" and element.words:
            return f"/A << /O /Table /Summary {self._string(element.words)} >> "
        return ""

    def _placed(self, element: Element) -> str:
        """Where a figure stands, which PDF/UA-1 § 7.3 asks for."""
        if element not in self.marks.boxes:
            return ""
        box = " ".join(f"{edge:.2f}" for edge in self.marks.boxes[element])
        return f"/A << /O /Layout /Placement /Block /BBox [{box}] >> "

    def _string(self, words: str) -> str:
        written: bytes = PDFString(words).format(self.document)
        return written.decode("latin-1")

    def _name(self, written: PDFObject) -> str:
        reference: bytes = self.document.Reference(written).format(self.document)
        return reference.decode("ascii")


def _metadata(info: Any) -> bytes:
    """XMP with the title and the claim of PDF/UA-1; the information dictionary says the same."""
    title, author, subject = (escape(v or "") for v in (info.title, info.author, info.subject))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Relais</xmp:CreatorTool>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
""".encode()
