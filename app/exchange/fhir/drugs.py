"""Medication resources: which are anticancer drugs, and each occasion as one event."""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.casefile import Treatment
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import Intent, StopReason, TreatmentKind
from app.i18n import _

from .bag import Bag, DrugEvent
from .drug_names import anticancer, is_supportive
from .load import Resource
from .procedures import intent_of, performed
from .values import (
    Concept,
    concept,
    concepts,
    day,
    effective,
    extensions,
    identity,
    items,
    obj,
    profile,
    short_target,
    target,
    words,
)

MEDICATIONS = frozenset(
    {"MedicationRequest", "MedicationAdministration", "MedicationStatement", "MedicationDispense"}
)
_NOT_GIVEN = {"cancelled", "draft", "not-done", "not-taken", "declined", "preparation", "intended"}
_PLANNED = {"proposal", "plan", "option"}
_OVER = {"completed", "stopped", "ended"}
_REASONS = (
    (r"not tolerated|toxic|adverse|side effect|intoleran", StopReason.TOXICITY),
    (r"progress", StopReason.PROGRESSION),
    (r"refus|patient (choice|decision|request)", StopReason.PATIENT_CHOICE),
    (r"completed", StopReason.COMPLETED),
)


def take_medication(resource: Resource, bag: Bag) -> None:
    """Gather an anticancer drug; every other one is told by name."""
    if _was_not_given(resource):
        bag.leave(resource, "not_given", _medication(resource, bag).label)
        return
    medication = _medication(resource, bag)
    found = _drugs(medication)
    if not found and not _is_for_cancer(resource, bag):
        bag.leave(resource, "not_cancer_drug", medication.label)
        return
    if not found and (is_supportive(medication.label) or not medication.has_words):
        reason = "supportive_drug" if medication.has_words else "value_unreadable"
        bag.leave(resource, reason, medication.label)
        return
    if not found:
        bag.note("drug_unknown", drug=medication.label)
        found = [(bag.source_words(medication.label), TreatmentKind.OTHER)]
    event = _event(resource, bag)
    for drug, kind in found:
        _add(replace(event, drug=drug, kind=kind), bag)


def chemotherapy_without_drugs(bag: Bag) -> list[Treatment]:
    """Chemotherapy known by its procedures alone: one course; told as double beside drugs."""
    known = any(e.kind.is_systemic and e.kind is not TreatmentKind.HORMONE for e in bag.drugs)
    if known or not bag.chemotherapies:
        for procedure in bag.chemotherapies:
            bag.leave(procedure, "same_as_drugs", concept(procedure.get("code")).label)
        return []
    days = [on for p in bag.chemotherapies for on in performed(p) if on]
    bag.note("chemotherapy_without_drugs")
    return [
        Treatment(
            label=_("Chimiothérapie (médicaments non précisés)"),
            kind=TreatmentKind.CHEMOTHERAPY,
            started_on=min(days, default=None),
            ended_on=max(days, default=None),
            note=_("%(n)s séances dans le fichier.", n=len(bag.chemotherapies)),
        )
    ]


def _was_not_given(resource: Resource) -> bool:
    return (
        words(resource.get("status")) in _NOT_GIVEN
        or words(resource.get("intent")) in _PLANNED
        or resource.get("doNotPerform") is True
    )


def _medication(resource: Resource, bag: Bag) -> Concept:
    """The drug in words, written in place or in a Medication of the file."""
    written = concept(resource.get("medicationCodeableConcept"))
    if written:
        return written
    reference = resource.get("medicationReference")
    inside = target(reference).removeprefix("#")
    held = [r for r in items(resource.get("contained")) if identity(r) == inside]
    medication = held[0] if held else bag.find(reference)
    if medication is not None:
        return concept(medication.get("code"))
    return Concept(text=words(obj(reference).get("display")) or target(reference))


def _drugs(medication: Concept) -> list[tuple[str, TreatmentKind]]:
    """Every anticancer drug it names (some files put two drugs in one concept)."""
    said = [c.display for c in medication.codings if c.display] or [medication.text]
    return list(dict.fromkeys(filter(None, map(anticancer, said))))


def _is_for_cancer(resource: Resource, bag: Bag) -> bool:
    ids = {identity(c) for c in bag.primaries + bag.secondaries}
    reasons = {short_target(r) for r in items(resource.get("reasonReference"))}
    return "cancer-related-medication" in profile(resource) or bool(ids & reasons)


def _event(resource: Resource, bag: Bag) -> DrugEvent:
    start, end = _when(resource)
    reason, text = _stop(resource, bag)
    return DrugEvent(
        drug="",
        kind=TreatmentKind.OTHER,
        start=start,
        end=end,
        is_request=resource.get("resourceType") == "MedicationRequest",
        is_over=words(resource.get("status")) in _OVER,
        intent=intent_of(resource) if resource.get("extension") else Intent.UNKNOWN,
        dose=_dose(resource),
        stop_reason=reason,
        stop_text=text,
    )


def _add(event: DrugEvent, bag: Bag) -> None:
    """Request and administration of one drug on one day are one event (rule 1 of courses)."""
    for i, known in enumerate(bag.drugs):
        if (known.drug, known.start) == (event.drug, event.start):
            bag.drugs[i] = replace(
                known,
                end=known.end or event.end,
                is_request=known.is_request and event.is_request,
                is_over=known.is_over or event.is_over,
                dose=known.dose or event.dose,
                stop_reason=known.stop_reason or event.stop_reason,
                stop_text=known.stop_text or event.stop_text,
            )
            return
    bag.drugs.append(event)


def _when(resource: Resource) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day: as done, failing that as prescribed, failing that as signed."""
    period = obj(resource.get("effectivePeriod"))
    bounds = [
        obj(obj(obj(d.get("timing")).get("repeat")).get("boundsPeriod"))
        for d in items(resource.get("dosageInstruction"))
    ]
    planned = [on for b in bounds if (on := day(b.get("start")))]
    given = effective(resource) or day(resource.get("whenHandedOver"))
    start = given or min(planned, default=None) or day(resource.get("authoredOn"))
    ends = [on for b in bounds if (on := day(b.get("end")))]
    return start, day(period.get("end")) or max(ends, default=None)


def _dose(resource: Resource) -> str:
    lines = items(resource.get("dosageInstruction")) + items(resource.get("dosage"))
    return " ; ".join(dict.fromkeys(filter(None, (words(d.get("text")) for d in lines))))


def _stop(resource: Resource, bag: Bag) -> tuple[StopReason | None, str]:
    reasons = concepts(resource.get("statusReason")) + [
        concept(e.get("valueCodeableConcept")) for e in extensions(resource, "termination-reason")
    ]
    for said in filter(None, reasons):
        known = next((r for p, r in _REASONS if re.search(p, said.folded)), None)
        return known, "" if known else bag.source_words(said.label)
    return None, ""
