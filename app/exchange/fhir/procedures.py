"""Procedures: surgery, radiotherapy, interventional gestures; sessions become one course."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from app.domain.casefile import Treatment
from app.domain.partial_date import PartialDate
from app.domain.text import LONG
from app.domain.vocabulary import Intent, TreatmentKind
from app.i18n import _, ngettext

from .bag import Bag, LocalEvent
from .load import Resource
from .terms import place_of, side_of
from .values import (
    concept,
    concepts,
    cut,
    day,
    extensions,
    french,
    items,
    number,
    obj,
    profile,
    words,
)

_SESSION_GAP = timedelta(days=60)
_CHEMOTHERAPY = "367336001"
_RADIOTHERAPY = re.compile(r"radiotherap|radiation|brachytherap|irradiation")
_SURGERY = re.compile(
    r"excision|resection|\w+ectomy\b|amputation|sentinel lymph node|ektomie|resektion"
)
_INTERVENTION = re.compile(r"ablation|emboli[sz]ation|vertebroplast|drainage of pleural")
_DIAGNOSTIC = re.compile(
    r"biopsy|mammogra|ultraso|tomograph|imaging|endoscop|cytolog|detection by|\bscan"
)
_SURGERIES = (
    (r"sentinel lymph node", "Exérèse du ganglion sentinelle"),
    (r"axillary lymph node", "Exérèse de ganglions axillaires"),
    (r"excision of (part of )?breast|lumpectomy", "Chirurgie conservatrice du sein"),
    (r"mastectomy", "Mastectomie"),
    (r"lobectomy of lung", "Lobectomie pulmonaire"),
    (r"prostatectomy", "Prostatectomie"),
    (r"hemicolectomy|colectomy", "Colectomie"),
    (r"nephrectomy", "Néphrectomie"),
    (r"hysterectomy", "Hystérectomie"),
)
_INTENTS = {
    "373808002": Intent.CURATIVE,
    "363676003": Intent.PALLIATIVE,
    "399707004": Intent.SUPPORTIVE,
}
_NOT_GIVEN = {"not-done", "preparation", "cancelled"}


def intent_of(resource: Resource) -> Intent:
    """Curative, palliative or supportive, when the file says so."""
    found = extensions(resource, "procedure-intent") + extensions(resource, "treatment-intent")
    codes = {c for e in found for c in concept(e.get("valueCodeableConcept")).codes}
    return next((_INTENTS[c] for c in _INTENTS if c in codes), Intent.UNKNOWN)


def take_procedure(resource: Resource, bag: Bag) -> None:
    """Gather a treatment; anything else is told."""
    if words(resource.get("status")) in _NOT_GIVEN:
        bag.leave(resource, "not_given")
        return
    if _CHEMOTHERAPY in concept(resource.get("code")).codes:
        bag.chemotherapies.append(resource)
        return
    kind = _kind(resource)
    if kind is None:
        looked = _DIAGNOSTIC.search(concept(resource.get("code")).folded)
        bag.leave(resource, "diagnostic" if looked else "not_mapped")
        return
    start, end = performed(resource)
    _tell_other_side(resource, bag)
    bag.local.append(
        LocalEvent(
            label=_label(resource, kind, bag),
            kind=kind,
            start=start,
            end=end,
            intent=intent_of(resource),
            dose=_dose(resource),
            note=_technique(resource, bag),
        )
    )


def performed(resource: Resource) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day of a procedure."""
    period = obj(resource.get("performedPeriod"))
    start = day(resource.get("performedDateTime")) or day(period.get("start"))
    return start, day(period.get("end"))


def local_treatments(bag: Bag) -> list[Treatment]:
    """The gathered procedures as treatments; sessions less than 60 days apart are one course."""
    courses: list[list[LocalEvent]] = []
    for event in sorted(bag.local, key=lambda e: e.start.iso if e.start else ""):
        course = next((c for c in courses if _continues(c[-1], event)), None)
        if course is None:
            courses.append([event])
        else:
            course.append(event)
    return [_treatment(course) for course in courses]


def _continues(last: LocalEvent, event: LocalEvent) -> bool:
    if (last.kind, last.label) != (event.kind, event.label) or not (last.start and event.start):
        return False
    if event.kind is not TreatmentKind.RADIOTHERAPY:
        return last.start == event.start
    return event.start.earliest - (last.end or last.start).earliest <= _SESSION_GAP


def _treatment(course: list[LocalEvent]) -> Treatment:
    first, last = course[0], course[-1]
    is_radiotherapy = first.kind is TreatmentKind.RADIOTHERAPY
    sessions = ngettext(
        "%(n)s séance dans le fichier", "%(n)s séances dans le fichier", len(course)
    )
    dose = [sessions] if is_radiotherapy and len(course) > 1 else []
    intents = {e.intent for e in course}
    return Treatment(
        label=cut(first.label),
        kind=first.kind,
        intent=intents.pop() if len(intents) == 1 else Intent.UNKNOWN,
        started_on=first.start,
        ended_on=(last.end or last.start) if is_radiotherapy and len(course) > 1 else last.end,
        dose_note=_joined([*(e.dose for e in course), *dose]),
        note=_joined([e.note for e in course]),
    )


def _joined(said: list[str]) -> str:
    return cut(" ; ".join(dict.fromkeys(filter(None, said))), LONG)


def _kind(resource: Resource) -> TreatmentKind | None:
    text = concept(resource.get("code")).folded
    claimed = profile(resource)
    if _RADIOTHERAPY.search(text.split(" | ")[0]) or re.search(r"radiotherapy|radiation", claimed):
        return TreatmentKind.RADIOTHERAPY
    if "surgical-procedure" in claimed or _SURGERY.search(text):
        return TreatmentKind.SURGERY
    return TreatmentKind.INTERVENTION if _INTERVENTION.search(text) else None


def _label(resource: Resource, kind: TreatmentKind, bag: Bag) -> str:
    code = concept(resource.get("code"))
    places = [p for b in concepts(resource.get("bodySite")) if (p := place_of(b.folded))]
    if kind is TreatmentKind.RADIOTHERAPY:
        named = "Curiethérapie" if "brachy" in code.folded else "Radiothérapie"
        return f"{named} {places[0][1]}" if places else named
    known = next((said for p, said in _SURGERIES if re.search(p, code.folded)), "")
    said = known or (bag.source_words(code.label) if code.has_words else kind.label)
    sides = {side.label for b in concepts(resource.get("bodySite")) if (side := side_of(b.folded))}
    return f"{said} ({sides.pop().lower()})" if len(sides) == 1 else said


def _dose(resource: Resource) -> str:
    """Dose and fractions of each volume, and sessions, as delivered."""
    said = []
    for volume in extensions(resource, "dose-delivered-to-volume"):
        given = _delivered(volume)
        if given:
            said.append(given)
    for sessions in extensions(resource, "radiotherapy-sessions"):
        count = number(sessions.get("valueUnsignedInt"))
        if count is not None:
            said.append(_("%(n)s séances", n=french(count)))
    return " ; ".join(said)


def _delivered(volume: Mapping[str, Any]) -> str:
    dose = obj(next(iter(extensions(volume, "totalDoseDelivered")), {}).get("valueQuantity"))
    fractions = next(iter(extensions(volume, "fractionsDelivered")), {}).get("valueUnsignedInt")
    amount, count = number(dose.get("value")), number(fractions)
    unit = words(dose.get("code")) or words(dose.get("unit"))
    if amount is None or unit not in {"cGy", "Gy"}:
        return ""
    grays = french(amount / Decimal(100) if unit == "cGy" else amount)
    if count is None:
        return _("%(dose)s Gy", dose=grays)
    return _("%(dose)s Gy en %(n)s fractions", dose=grays, n=french(count))


def _technique(resource: Resource, bag: Bag) -> str:
    said = []
    for pair in extensions(resource, "modality-and-technique"):
        parts = items(pair.get("extension"))
        said += [concept(part.get("valueCodeableConcept")).label for part in parts]
    return bag.source_words(", ".join(dict.fromkeys(filter(None, said))))


def _tell_other_side(resource: Resource, bag: Bag) -> None:
    """A reason or site on the other side than the tumour is told, never corrected."""
    said = [*concepts(resource.get("reasonCode")), *concepts(resource.get("bodySite"))]
    for words_said in said:
        side = side_of(words_said.folded)
        if side is not None:
            bag.sides.append((side, words_said.label))
