"""The patient page as it is read: from its blocks to the passages that the readability engine measures.

A print read back from its structure gives the same lines, so that what is measured while editing is what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.patient_questions import open_ones
from app.domain.readability_shape import Part, Passage, Side
from app.domain.record import Person, Record
from app.i18n import _
from app.wording import people
from app.wording.catalogue import local_way_for_patient

from ._style import Role
from .blocks import (
    Block,
    BulletList,
    Columns,
    Figure,
    Heading,
    Paragraph,
    Pictogram,
    Table,
    WritingLines,
    joined,
)


@dataclass(frozen=True)
class SpokenLine:
    """One line read aloud: a heading of a level (0 for none), whether it stands in a card, or is the small print."""

    text: str
    level: int = 0
    in_card: bool = False
    small: bool = False


def spoken(blocks: Iterable[Block], in_card: bool = False) -> Iterator[SpokenLine]:
    """The lines of blocks in reading order."""
    for block in blocks:
        match block:
            case Heading(level=level, text=text):
                yield SpokenLine(text, level, in_card)
            case Paragraph(line=line, role=role):
                yield SpokenLine(joined(line), 0, in_card, role is Role.SMALL)
            case BulletList(items=items):
                yield from (SpokenLine(joined(item), 0, in_card) for item in items)
            case WritingLines(labels=labels):
                yield from (SpokenLine(label, 0, in_card) for label in labels if label)
            case Columns(columns=columns):
                for column in columns:
                    yield from spoken(column, in_card)
            case Table() | Figure():
                raise TypeError(block)
            case Pictogram():
                # Its words stand under it as a sentence of their own.
                continue
            case _:
                inside = in_card or _is_option(block.blocks)
                yield from spoken(block.blocks, inside)


def _is_option(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and isinstance(blocks[0], Heading) and blocks[0].level == 3


def passages(lines: Iterable[SpokenLine]) -> tuple[Passage, ...]:
    """The lines as passages: under which question, of which option, on which side; labels to fill in are left out."""
    found: list[Passage] = []
    here = Passage("")
    for line in lines:
        text = _plain(line.text)
        if line.level:
            here = _under(line, text, here)
            found.append(here)
        elif line.small:
            found.append(Passage(text, Part.NOTE))
        elif not text.endswith(":"):
            here = replace(here, part=_part(here, text))
            if not line.in_card:
                here = replace(here, card="", side=None)
            parts = _sides(text, here) if here.card else [replace(here, text=text)]
            found += parts
            here = parts[-1]
    return tuple(p for p in found if p.text)


def _under(line: SpokenLine, text: str, before: Passage) -> Passage:
    if line.level == 1:
        return Passage(text, Part.TITLE, text)
    if line.level == 2:
        return Passage(text, Part.HEADING, text)
    return Passage(text, Part.TITLE, before.block, text)


def _part(here: Passage, text: str) -> Part:
    in_list = here.block == _plain(_("Que veulent dire ces mots ?"))
    return Part.GLOSSARY if in_list or text.startswith(_plain(hard_words())) else Part.TEXT


def _plain(text: str) -> str:
    """The text with ordinary spaces."""
    return " ".join(text.split())


def hard_words() -> str:
    """What the glossary starts with when it is set in running lines."""
    return _("Les mots difficiles :")


def _sides(text: str, here: Passage) -> list[Passage]:
    """A line of a card: cut at the labels of its sides; a side lasts until the next label."""
    labels = {
        _("Ce que cela peut apporter"): Side.BRINGS,
        _("Ce qui peut être difficile"): Side.HARD,
        _("Au quotidien :"): Side.DAILY,
        _("Au centre :"): Side.DAILY,
        _("Encore incertain :"): Side.UNKNOWN,
    }
    plain = {_plain(label): side for label, side in labels.items()}
    cuts = sorted((text.index(label), label) for label in plain if label in text)
    if not cuts:
        return [replace(here, text=text)]
    found = [replace(here, text=text[: cuts[0][0]].strip())] if cuts[0][0] else []
    ends = [*(start for start, _label in cuts[1:]), len(text)]
    for (start, label), end in zip(cuts, ends, strict=True):
        told = text[start + len(label) : end].strip().removeprefix(":").strip()
        found.append(replace(here, text=told, side=plain[label]))
    return found


def kept_out(record: Record) -> tuple[str, ...]:
    """Names, addresses and numbers of the page, which no measure counts."""
    patient, hospital = record.case_file.patient, record.hospital
    names = [people.address(patient), patient.birth_name, patient.used_name, patient.given_names]
    names += [hospital.name, hospital.unit, hospital.day_phone, hospital.night_phone]
    names += [*_of(record.requester), record.reference]
    names += [local_way_for_patient(option.local) for option in record.options]
    # A question is the patient's own words: quoted, neither measured nor altered.
    names += [one.text for one in open_ones(record.case_file.statements)]
    return tuple(_plain(name) for name in names if name)


def _of(person: Person | None) -> list[str]:
    return [person.name, person.phone] if person else []
