"""Who a study of the register takes and where: the enrolment group (sex, ages) and the sites a bundle brings with it.

The register gives a reference to a group; what it says is read only when the group itself is in the file. Ages are
written as a range or as bands of text (`18-64 years, 65+ years`); sex as a code or a word. `INDISPONIBLE`, `unknown`
and a reference alone say nothing: what is not given stays not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.text import SHORT, fold

_BAND = re.compile(
    r"(\d{1,3})\s*(?:-|–|to|a)\s*(\d{1,3})|(\d{1,3})\s*(?:\+|ans et plus|years and over|et plus)"
)
_UTERO = re.compile(r"in utero|month|mois|week|semaine|day|jour")
_NO_SITE = re.compile(r"reference to site|indisponible", re.IGNORECASE)
_SEXES: Mapping[str, str] = {
    **dict.fromkeys(("female", "f", "femme", "femmes", "feminin"), "female"),
    **dict.fromkeys(("male", "m", "homme", "hommes", "masculin"), "male"),
}
_OLDEST = 120
Resources = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Taken:
    """Whom a study takes; "" and None are what the file does not say."""

    sex: str = ""
    youngest: int | None = None
    oldest: int | None = None


def resources(value: Any) -> dict[str, Mapping[str, Any]]:
    """Every resource of a bundle by `Type/id`, for the references of its studies."""
    entries = value.get("entry") if isinstance(value, Mapping) else None
    given = [e.get("resource") for e in entries or [] if isinstance(e, Mapping)]
    return {f"{r.get('resourceType')}/{r.get('id')}": r for r in given if isinstance(r, Mapping)}


def taken(study: Mapping[str, Any], beside: Resources) -> Taken:
    """What the enrolment group says of sex and ages; several groups are too many to say one thing."""
    found = list(_referred(study, "enrollment", beside))
    if len(found) != 1:
        return Taken()
    listed = [c for c in found[0].get("characteristic") or [] if isinstance(c, Mapping)]
    kept = [c for c in listed if c.get("exclude") is not True]
    sexes = {sex for c in kept if _is(c, "sex", "gender") for sex in _sexes(c)}
    ages = [bounds for c in kept if _is(c, "age") for bounds in _ages(c)]
    return Taken(
        next(iter(sexes)) if len(sexes) == 1 else "",
        _bound(min, [low for low, _high in ages]),
        _bound(max, [high for _low, high in ages]),
    )


def sites(study: Mapping[str, Any], beside: Resources, said: Any) -> str:
    """The centres a study names, by the site itself or the words of its reference, on one line."""
    names = []
    for place in _references(study, "site"):
        found = _resolve(study, place, beside)
        told = said(found.get("name")) if found else ""
        address = found.get("address") if found else None
        city = said(address.get("city")) if isinstance(address, Mapping) else ""
        told = told or (
            "" if _NO_SITE.search(said(place.get("display"))) else said(place["display"])
        )
        names.append(", ".join(dict.fromkeys(part for part in (told, city) if part)))
    return " ; ".join(dict.fromkeys(name for name in names if name))[:SHORT]


def _referred(study: Mapping[str, Any], key: str, beside: Resources) -> Iterator[Mapping[str, Any]]:
    for place in _references(study, key):
        if found := _resolve(study, place, beside):
            yield found


def _references(study: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    listed = study.get(key)
    given = listed if isinstance(listed, list) else []
    return [{"display": "", **one} for one in given if isinstance(one, Mapping)]


def _resolve(
    study: Mapping[str, Any], reference: Mapping[str, Any], beside: Resources
) -> Mapping[str, Any] | None:
    """The resource beside the study, or inside it (`#id`)."""
    name = str(reference.get("reference") or "")
    if name.startswith("#"):
        inside = [c for c in study.get("contained") or [] if isinstance(c, Mapping)]
        return next((c for c in inside if c.get("id") == name[1:]), None)
    return beside.get("/".join(name.split("/")[-2:]))


def _is(characteristic: Mapping[str, Any], *names: str) -> bool:
    words = fold(" ".join(_words(characteristic.get("code"))))
    return any(re.search(rf"\b{name}", words) for name in names) or "sexe" in words.split()


def _words(concept: Any) -> list[str]:
    """The text, codes and labels of a concept."""
    if not isinstance(concept, Mapping):
        return []
    codings = [c for c in concept.get("coding") or [] if isinstance(c, Mapping)]
    told = [concept.get("text"), *(c.get(k) for c in codings for k in ("code", "display"))]
    return [str(text) for text in told if text]


def _sexes(characteristic: Mapping[str, Any]) -> Iterable[str]:
    """A code nobody knows, or "unknown", says nothing; both sexes make no limit."""
    told = fold(" ".join(_words(characteristic.get("valueCodeableConcept"))))
    return {_SEXES[word] for word in re.split(r"\W+", told) if word in _SEXES}


def _ages(characteristic: Mapping[str, Any]) -> Iterator[tuple[int | None, int | None]]:
    given = characteristic.get("valueRange")
    if isinstance(given, Mapping):
        yield _years(given.get("low")), _years(given.get("high"))
        return
    told = _words(characteristic.get("valueCodeableConcept"))
    for band in re.split(r"[,;]", fold(", ".join(told))):
        if found := _BAND.search(band):
            yield (int(found[1]), int(found[2])) if found[1] else (int(found[3]), None)
        elif _UTERO.search(band):
            yield None, None


def _years(quantity: Any) -> int | None:
    """Whole years; another unit says nothing."""
    if not isinstance(quantity, Mapping):
        return None
    unit = fold(str(quantity.get("code") or quantity.get("unit") or "a"))
    value = quantity.get("value")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if unit not in {"a", "an", "ans", "year", "years"} or not is_number:
        return None
    return int(value) if value == int(value) and 0 <= value <= _OLDEST else None  # type: ignore[arg-type]


def _bound(choose: Any, values: list[int | None]) -> int | None:
    """The widest bound; one open end leaves it open."""
    return choose(values) if values and None not in values else None
