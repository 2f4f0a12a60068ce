"""The figures of an entry as a form edits them: one line a figure, its parts parted by `|`.

Figure, population, comparator, source; then, when the study gave shares of its people, `en vie 60 mois 55/44 ; effets
graves 22/66`: people out of a hundred with the alternative, and with what it was compared to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.domain.catalogue import OUT_OF
from app.domain.vocabulary import FigureOutcome

_PARTS = ("text", "population", "comparator", "source")
_SHARE = re.compile(
    r"(?P<outcome>\D+?)(?:\s+(?P<months>\d+)\s*mois)?\s+(?P<here>\d+)(?:\s*/\s*(?P<there>\d+))?"
)
_OUTCOMES = {outcome.label: outcome for outcome in FigureOutcome}


def read_figure(told: str, mark: str) -> dict[str, Any] | None:
    """The figure of a line, None when its parts are not those; no figure goes without population and source."""
    parts = [part.strip() for part in told.split("|")]
    if len(parts) not in {4, 5} or not all((parts[0], parts[1], parts[3])):
        return None
    figure: dict[str, Any] = {**dict(zip(_PARTS, parts[:4], strict=True)), "mark": mark}
    if len(parts) == 4:
        return figure
    shares = [_share(part.strip()) for part in parts[4].split(";")]
    return None if None in shares else {**figure, "frequencies": shares}


def figure_line(figure: Mapping[str, Any]) -> str:
    """The line of a figure, as it is read back."""
    told = [figure[name] for name in _PARTS]
    if figure.get("frequencies"):
        told.append(" ; ".join(map(_share_line, figure["frequencies"])))
    return f"{figure['mark']} : " + " | ".join(told)


def _share(text: str) -> dict[str, Any] | None:
    found = _SHARE.fullmatch(text)
    outcome = _OUTCOMES.get(found["outcome"].strip().lower()) if found else None
    if not found or outcome is None:
        return None
    numbers = {name: int(found[name]) for name in ("months", "here", "there") if found[name]}
    if max(numbers["here"], numbers.get("there", 0)) > OUT_OF:
        return None
    return {"outcome": outcome.value, **numbers}


def _share_line(share: Mapping[str, Any]) -> str:
    moment = f" {share['months']} mois" if share.get("months") else ""
    there = f"/{share['there']}" if share.get("there") is not None else ""
    return f"{FigureOutcome(share['outcome']).label}{moment} {share['here']}{there}"
