"""The six files of the BDPM (ANSM, HAS, UNCAM): takes their bytes by name, gives one sheet by active substance.

Windows-1252, tabs, no header; the CIS code joins them. Free reuse with source and date, contents unaltered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain import substances
from app.domain.sources import Condition, FrenchSheet, HasOpinion, ReadSource, SourceKind
from app.errors import UnreadableFile

from .source_lines import Line, day, lines, plain

FILES = {
    "CIS_bdpm": range(12, 13),
    "CIS_COMPO_bdpm": range(8, 10),
    "CIS_CPD_bdpm": range(2, 3),
    "CIS_HAS_SMR_bdpm": range(6, 7),
    "CIS_HAS_ASMR_bdpm": range(6, 7),
    "HAS_LiensPageCT_bdpm": range(2, 3),
}
_DAY = r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"


def read_bdpm(files: Mapping[str, bytes]) -> ReadSource:
    """The sheets by substance key; UnreadableFile when a file is missing, unknown, cut or has a bad line."""
    read = {name: list(lines(*_found(files, name), FILES[name])) for name in FILES}
    names = {_cis(line): line.cells[1] for line in read["CIS_bdpm"]}
    made_of = _composition(read["CIS_COMPO_bdpm"], names)
    conditions = _conditions(read["CIS_CPD_bdpm"], names)
    opinions = _opinions(read, names)
    sheets = {
        key: (_sheet(substance, cis, names, conditions, opinions),)
        for key, (substance, cis) in made_of.items()
    }
    given = [opinion for each in opinions.values() for opinion in each]
    return ReadSource(
        SourceKind.BDPM,
        sheets,
        {
            "medicines": len(names),
            "substances": len(sheets),
            "conditions": len(read["CIS_CPD_bdpm"]),
            "opinions": len(read["CIS_HAS_SMR_bdpm"]) + len(read["CIS_HAS_ASMR_bdpm"]),
        },
        max((opinion.on for opinion in given), default=None),
    )


def _found(files: Mapping[str, bytes], wanted: str) -> tuple[str, bytes]:
    """The file of that name, case and ending aside; every fault about the set of files is said at once."""
    by_name = {name.rsplit(".", 1)[0].casefold(): name for name in files}
    missing = [name for name in FILES if name.casefold() not in by_name]
    if missing:
        raise UnreadableFile("source_files_missing", names=", ".join(f"{m}.txt" for m in missing))
    unknown = [name for short, name in by_name.items() if short not in map(str.casefold, FILES)]
    if unknown or len(by_name) != len(files):
        raise UnreadableFile("source_files_unknown", names=", ".join(unknown or files))
    name = by_name[wanted.casefold()]
    return name, files[name]


def _cis(line: Line) -> str:
    cis = line.cells[0]
    if not (len(cis) == 8 and cis.isascii() and cis.isdigit()):
        raise line.refusal("source_cis", cis)
    return cis


def _composition(
    given: Iterable[Line], names: Mapping[str, str]
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By substance key: its shortest name, and the medicines that hold it."""
    held: dict[str, set[str]] = defaultdict(set)
    called: dict[str, set[str]] = defaultdict(set)
    for line in given:
        cis, substance = _cis(line), line.cells[3]
        if not substance:
            raise line.refusal("source_empty_cell")
        for key in substances.keys(substance):
            called[key].add(substance)
            if cis in names:
                held[key].add(cis)
    return {
        key: (min(called[key], key=lambda name: (len(name), name)), tuple(sorted(cis)))
        for key, cis in held.items()
    }


def _conditions(given: Iterable[Line], names: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in given:
        cis, text = _cis(line), line.cells[1]
        if not text:
            raise line.refusal("source_empty_cell")
        if cis in names and text not in found[cis]:
            found[cis].append(text)
    return found


def _opinions(
    read: Mapping[str, list[Line]], names: Mapping[str, str]
) -> dict[str, list[HasOpinion]]:
    """By CIS; a CIS that the list of medicines no longer holds is left out."""
    links = {line.cells[0]: line.cells[1] for line in read["HAS_LiensPageCT_bdpm"]}
    found: dict[str, list[HasOpinion]] = defaultdict(list)
    for measure in ("SMR", "ASMR"):
        for line in read[f"CIS_HAS_{measure}_bdpm"]:
            cis, dossier, reason, on, value, text = line.cells
            opinion = HasOpinion(
                measure,
                value,
                day(line, on, _DAY),
                reason,
                plain(text),
                dossier,
                links.get(dossier, ""),
            )
            if _cis(line) in names:
                found[cis].append(opinion)
    return found


def _sheet(
    substance: str,
    cis: tuple[str, ...],
    names: Mapping[str, str],
    conditions: Mapping[str, list[str]],
    opinions: Mapping[str, list[HasOpinion]],
) -> FrenchSheet:
    """What several medicines of one substance say, each sentence once with the medicines it is of."""
    by_text: dict[str, list[str]] = defaultdict(list)
    by_opinion: dict[HasOpinion, list[str]] = defaultdict(list)
    for code in cis:
        for text in conditions.get(code, ()):
            by_text[text].append(names[code])
        for opinion in opinions.get(code, ()):
            by_opinion[opinion].append(names[code])
    return FrenchSheet(
        substance,
        tuple(sorted(names[code] for code in cis)),
        tuple(Condition(text, tuple(sorted(of))) for text, of in sorted(by_text.items())),
        tuple(
            replace(opinion, medicines=tuple(sorted(set(of))))
            for opinion, of in sorted(
                by_opinion.items(),
                key=lambda pair: (
                    -pair[0].on.toordinal(),
                    pair[0].measure,
                    pair[0].dossier,
                    pair[0].text,
                ),
            )
        ),
    )
