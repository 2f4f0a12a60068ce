"""What the loaded sources say beside an entry or a whole presentation, in one statement whatever their size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain import evidence, substances
from app.domain.catalogue import CatalogueEntry
from app.domain.evidence import Beside, Closeness
from app.domain.record import Option, Record
from app.domain.sources import EuropeanMedicine, FrenchSheet, Known, SourceKind, SourceVersion

from . import sources, vocabularies


@dataclass(frozen=True)
class DrugSheet:
    """One medicine of the catalogue beside the sources: None and () when they do not know it."""

    name: str
    french: FrenchSheet | None
    european: tuple[EuropeanMedicine, ...]


@dataclass(frozen=True)
class OptionEvidence:
    """One option: its medicines, the items to look at, and how many wait for a precise alteration."""

    option: Option
    drugs: tuple[DrugSheet, ...]
    items: tuple[Beside, ...]
    unprecise: int


@dataclass(frozen=True)
class EvidencePage:
    """All a page shows: the options in the record's order, and the version of each source in use."""

    options: tuple[OptionEvidence, ...]
    versions: Mapping[SourceKind, SourceVersion]


def of_entry(
    entry: CatalogueEntry,
) -> tuple[tuple[DrugSheet, ...], Mapping[SourceKind, SourceVersion]]:
    """The medicines an entry names with what BDPM and the EMA say of each, and the versions read."""
    names = drugs_of(entry)
    found = sources.known(names)
    return _sheets(names, found), found.versions


def of_record(record: Record) -> EvidencePage:
    """The sources beside each option; the caller has checked that the record may be read."""
    rows = record.case_file.biomarkers
    by_option = [(option, drugs_of(option.entry, option.specifics)) for option in record.options]
    genes = evidence.asked_genes(rows, vocabularies.symbols)
    found = sources.known({name for _option, names in by_option for name in names}, genes)
    return EvidencePage(
        tuple(_option(option, names, record, found) for option, names in by_option), found.versions
    )


def drugs_of(entry: CatalogueEntry, specifics: str = "") -> tuple[str, ...]:
    """The medicines an option is about: those its own words name, else those of its entry."""
    names = vocabularies.drug_names()
    own = substances.treating((specifics,), names)
    clinical = entry.clinical
    texts = (entry.title, entry.detail, clinical.summary, *(fact.text for fact in clinical.when))
    return own or substances.treating(texts, names)


def _option(option: Option, names: tuple[str, ...], record: Record, found: Known) -> OptionEvidence:
    items = evidence.beside(
        found.evidence, record.case_file.biomarkers, names, vocabularies.symbols
    )
    shown = tuple(one for one in items if one.closeness is not Closeness.UNPRECISE)
    return OptionEvidence(option, _sheets(names, found), shown, len(items) - len(shown))


def _sheets(names: Iterable[str], found: Known) -> tuple[DrugSheet, ...]:
    return tuple(_sheet(name, found) for name in names)


def _sheet(name: str, found: Known) -> DrugSheet:
    keys = substances.keys(name)
    french = next((found.french[key] for key in keys if key in found.french), None)
    european = next((found.european[key] for key in keys if key in found.european), ())
    return DrugSheet(name, french, european)
