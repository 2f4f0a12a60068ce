"""Which fact of a second file is which stored one: no source numbers its facts, so kind, date and code tell them.

For each kind, likenesses from the surest to the loosest; each is a key of the stored fact and a key of the file's,
None where it cannot tell. A key decides only where it names one fact on either side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import casefile as facts
from .casefile import Biomarker, Tumour
from .text import fold
from .vocabulary import Site

Key = Callable[[Any], Any]
Likeness = tuple[Key, Key]


def _by(*names: str, needs: str = "") -> Likeness:
    """The same values of these fields, texts folded; none where the field `needs` is empty."""

    def key(fact: Any) -> Any:
        if needs and not getattr(fact, needs):
            return None
        return tuple(_told(getattr(fact, name)) for name in names)

    return key, key


def _told(value: Any) -> Any:
    if isinstance(value, str):
        return fold(str(value))
    if isinstance(value, tuple):
        return tuple(sorted(map(str, map(_told, value))))
    return value


def _awaited(marker: Biomarker) -> Any:
    return None if marker.is_settled or marker.alteration else fold(marker.marker)


def _arrived(marker: Biomarker) -> Any:
    return fold(marker.marker) if marker.is_settled else None


def _organ(tumour: Tumour) -> Any:
    return None if tumour.site is Site.OTHER else (tumour.site, tumour.laterality)


def _diagnosed_organ(tumour: Tumour) -> Any:
    return _organ(tumour) and tumour.diagnosed_on and (tumour.site, tumour.diagnosed_on)


KEYS: Mapping[type[Any], tuple[Likeness, ...]] = {
    facts.Patient: (_by(),),
    facts.Tumour: (
        _by("label", "diagnosed_on"),
        _by("label"),
        (_diagnosed_organ, _diagnosed_organ),
        (_organ, _organ),
    ),
    facts.Biomarker: (
        _by("marker", "alteration", "sample_on", "resulted_on"),
        _by("marker", "alteration", "resulted_on", needs="resulted_on"),
        _by("marker", "resulted_on", needs="resulted_on"),
        (_awaited, _arrived),
    ),
    facts.Treatment: (
        _by("kind", "label", "started_on", needs="started_on"),
        _by("kind", "line", "label"),
        _by("kind", "drugs", "started_on", needs="drugs"),
        _by("kind", "started_on", needs="started_on"),
    ),
    facts.Measure: (_by("kind", "name", "measured_on"),),
    facts.Caution: (_by("kind", "detail"), _by("kind")),
    facts.G8: (_by("noted_on"),),
    facts.FamilyHistory: (_by("relation", "cancer"),),
    facts.RedFlag: (_by("kind", "noted_on"),),
    facts.NervousDisease: (_by("site", "noted_on"),),
    facts.Tempo: (_by("noted_on"),),
    facts.Medication: (_by("name"),),
    facts.Allergy: (_by("substance"),),
    facts.Check: (_by("kind", "noted_on"),),
    facts.SocialNote: (_by("topic", "noted_on"),),
    facts.Imaging: (_by("kind", "region", "noted_on"), _by("kind", "noted_on", needs="noted_on")),
    facts.Report: (_by("kind", "noted_on"),),
    facts.NotGiven: (_by("label", "noted_on"),),
}
