"""T, N and M read in a typed TNM: takes `cT4a N1b M1c` or `pT2N0M0`, gives the three categories as written."""

from __future__ import annotations

import re

_PARTS = re.compile(
    r"(?<![A-Za-z])(?:yc|yp|[yramcp])?(T(?:[0-4][a-d]?\d?|is|x|a)|N(?:[0-3][a-c]?|x)|M(?:[01][a-d]?\d?|x))(?![a-z0-9])",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?<=[0-9xX])(?=[cpyram]{0,2}[TNM][0-4xX])|(?<=[0-9][a-d])(?=[TNM][0-4xX])")


def categories(text: str) -> tuple[str, str, str]:
    """(T, N, M) as typed, "" for each that is not there; nothing is guessed."""
    found = {"T": "", "N": "", "M": ""}
    for part in _PARTS.finditer(_JOINED.sub(" ", text)):
        letter = part[1][0].upper()
        found[letter] = found[letter] or part[0]
    return found["T"], found["N"], found["M"]
