"""`make audit`: writes one file of each kind of print, for the checkers of accessibility."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.documents.test_structure import PRINTS


def main(folder: Path) -> None:
    """Write every print into a folder, named after what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (build, _blocks) in PRINTS.items():
        (folder / f"{name.replace(', ', '-').replace(' ', '-')}.pdf").write_bytes(build())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
