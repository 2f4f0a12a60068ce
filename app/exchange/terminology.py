"""The vocabularies kept in `seed/terminology`: takes that folder, gives the tumour tree and the genes.

OncoTree 2025-10-03 (CC BY 4.0) and HGNC symbols (CC0); each file opens with its notice, which stays. French
labels of tumours are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from app.domain.lookups import Gene
from app.domain.tumour_tree import TumourTree, TumourType, tree_of
from app.errors import UnreadableFile


@lru_cache(maxsize=4)
def tumour_tree(folder: Path) -> TumourTree:
    """The tree with our French labels; UnreadableFile for a file that is cut, cyclic or not ours."""
    name = "oncotree.tsv"
    rows = _rows(folder / name, 5)
    types = [
        TumourType(code, parent, label, main, tuple(filter(None, former.split("|"))))
        for code, parent, label, main, former in rows
    ]
    labels = {code: tuple(text.split("|")) for code, text in _rows(folder / "tumours_fr.tsv", 2)}
    former = {name: code for name, code in _rows(folder / "tumours_former.tsv", 2)}  # noqa: C416
    try:
        return tree_of(types, labels, former)
    except ValueError as error:
        raise UnreadableFile("terminology_tree", name=name, problem=str(error)) from error


@lru_cache(maxsize=4)
def genes(folder: Path) -> tuple[Gene, ...]:
    """The genes by symbol, with the other names HGNC knows."""
    return tuple(
        Gene(symbol, hgnc, tuple(filter(None, aliases.split("|"))))
        for hgnc, symbol, aliases in _rows(folder / "genes.tsv", 3)
    )


@lru_cache(maxsize=4)
def drugs(folder: Path) -> tuple[str, ...]:
    """The medicines that boards name, by French international name."""
    return tuple(name for (name,) in _rows(folder / "drugs_fr.tsv", 1))


def _rows(path: Path, columns: int) -> Iterator[tuple[str, ...]]:
    """The rows under the notice (lines that open with `#`) and the header."""
    lines = path.read_text(encoding="utf-8").split("\n")
    body = [(number, line) for number, line in enumerate(lines, 1) if line and line[0] != "#"]
    for number, line in body[1:]:
        cells = tuple(line.split("\t"))
        if len(cells) != columns:
            raise UnreadableFile("terminology_row", name=path.name, line=str(number))
        yield cells
