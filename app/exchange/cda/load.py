"""From bytes to a CDA document, without DTD, entity or anything from outside; UnreadableFile otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.domain.partial_date import PartialDate
from app.domain.text import SHORT, clean
from app.errors import UnreadableFile

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 100
_NAMESPACE = "{urn:hl7-org:v3}"
_ROOT = f"{_NAMESPACE}ClinicalDocument"
_DATE = re.compile(r"(\d{4})(\d\d)?(\d\d)?")
# what a model document says where nobody wrote anything
_NOTHING = {"", "-", "n/a", "na", "(texte libre)", "texte libre", "non renseigné", "sans objet"}


@dataclass(frozen=True)
class Document:
    """One clinical document: its root, its LOINC code, and its narrative by the ID of each element."""

    root: Element
    code: str
    texts: Mapping[str, str]

    def section(self, code: str) -> Element | None:
        """The first section of that LOINC code, at any depth."""
        return next(self.sections(code), None)

    def sections(self, code: str) -> Iterator[Element]:
        """Every section of that LOINC code, in file order."""
        for section in self.root.iter(f"{_NAMESPACE}section"):
            if attribute(section, "code", "code") == code:
                yield section

    def said(self, element: Element | None, path: str = "text/reference") -> str:
        """What the narrative says where the reference under `element` points; "" for a placeholder."""
        target = attribute(element, path, "value").removeprefix("#")
        return something(self.texts.get(target, ""))


def load(content: bytes) -> Document:
    """Parse the file whole; UnreadableFile for XML that is broken, hostile, or no clinical document."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile("too_large", limit=str(MAX_BYTES // 1024 // 1024))
    root = _parse(content)
    if root.tag != _ROOT:
        raise UnreadableFile("xml")
    _check_depth(root)
    narrative = {e.attrib["ID"]: words(e) for e in root.iter() if "ID" in e.attrib}
    return Document(root, attribute(root, "code", "code"), narrative)


def every(element: Element | None, path: str) -> list[Element]:
    """The elements at that path (`entry/observation`), in file order."""
    return [] if element is None else element.findall(_path(path))


def one(element: Element | None, path: str) -> Element | None:
    """The first element at that path."""
    return None if element is None else element.find(_path(path))


def attribute(element: Element | None, path: str, name: str) -> str:
    """That attribute of the first element at that path ("" is the element itself), cleaned."""
    found = one(element, path) if path else element
    return "" if found is None else clean(found.get(name, ""))[:SHORT]


def words(element: Element | None) -> str:
    """All the text inside an element on one line."""
    if element is None:
        return ""
    return clean(re.sub(r"\s+", " ", " ".join(element.itertext())))


def something(text: str) -> str:
    """The text, "" when it is only what a model leaves to be filled in."""
    return "" if text.strip().lower() in _NOTHING else text.strip()


def day(element: Element | None, path: str) -> PartialDate | None:
    """The date at that path: its own value, failing that its low bound; as precise as written."""
    for place in (path, f"{path}/low", f"{path}/high"):
        match = _DATE.match(attribute(element, place, "value"))
        if not match:
            continue
        year, month, of_month = match.groups()
        try:
            return PartialDate(int(year), int(month or 0) or None, int(of_month or 0) or None)
        except ValueError:
            return None
    return None


def observations(element: Element | None, code: str) -> list[Element]:
    """Every observation of that code inside an element, at any depth."""
    if element is None:
        return []
    found = element.iter(f"{_NAMESPACE}observation")
    return [o for o in found if attribute(o, "code", "code") == code]


def rows(section: Element | None) -> list[list[Element]]:
    """The lines of the narrative's tables as the cells that hold data; headings are left out."""
    lines = [] if section is None else list(section.iter(f"{_NAMESPACE}tr"))
    cells = [[c for c in line if c.tag == f"{_NAMESPACE}td"] for line in lines]
    return [line for line in cells if line]


def _path(path: str) -> str:
    return "/".join(f"{_NAMESPACE}{step}" for step in path.split("/"))


def _parse(content: bytes) -> Element:
    try:
        root: Element = fromstring(
            content.lstrip(), forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException:
        raise UnreadableFile("xml_dtd") from None
    except ParseError as error:
        line, _column = error.position
        code = "truncated" if "no element found" in str(error) else "xml_broken"
        raise UnreadableFile(code, line=str(line)) from None
    except (ValueError, LookupError):
        raise UnreadableFile("xml_encoding") from None
    return root


def _check_depth(root: Element) -> None:
    level = [root]
    for _depth in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise UnreadableFile("too_deep", limit=str(MAX_DEPTH))
