"""The importer of FHIR R4: one file, one patient, one case file, an account of the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.casefile import Biomarker, CaseFile, Treatment
from app.domain.vocabulary import Laterality, MeasureKind
from app.exchange.imported import ImportedCase

from .administrative import ADMINISTRATIVE
from .bag import Bag
from .cautions import take_comorbidities, take_condition
from .courses import systemic_treatments
from .describe import describe
from .drugs import MEDICATIONS, chemotherapy_without_drugs, take_medication
from .history import HISTORY, take_history
from .load import Loaded, Resource, load
from .markers import take_marker
from .measures import take_measure
from .patient import is_about, read_national, read_patient, source_key, the_patient
from .procedures import local_treatments, take_procedure
from .staging import take_staging
from .tumour import cancer_kind, read_tumours
from .values import concept, effective, identity, profile, words
from .variants import take_variant

_HISTOLOGY = "31206-6"
_STATUS = {"97509-4", "88040-1"}
_WORSENED = ("271299001", "worsen", "progress")
_ABSENT = {"entered-in-error", "cancelled"}


def read_bundle(content: bytes) -> ImportedCase:
    """Read a FHIR file; UnreadableFile when broken or not about one patient with a cancer."""
    loaded = load(content)
    patient = the_patient(loaded.resources)
    bag = Bag(index=_index(loaded))
    identity_read = read_patient(patient, bag)
    for resource in _in_order(_distinct(loaded.resources, bag)):
        _take(resource, patient, loaded, bag)
    tumours = read_tumours(bag)
    treatments = _treatments(bag)
    _tell(loaded, tumours[0].laterality, bag)
    case_file = CaseFile(
        patient=identity_read,
        tumours=tumours,
        biomarkers=tuple(bag.biomarkers),
        treatments=tuple(treatments),
        measures=tuple(bag.measures),
        cautions=tuple(bag.cautions),
        family_history=tuple(bag.family),
        allergies=tuple(bag.allergies),
        ins=read_national(patient, bag),
    )
    key = source_key(patient, identity_read)
    return ImportedCase(case_file, bag.not_understood(), tuple(bag.notes), key)


def _index(loaded: Loaded) -> Mapping[str, Resource]:
    """Every way a reference may name a resource of the file."""
    index = dict(loaded.addresses)
    for resource in loaded.resources:
        name = identity(resource)
        if name:
            index.setdefault(name, resource)
            index.setdefault(f"{resource['resourceType']}/{name}", resource)
    return index


def _distinct(resources: tuple[Resource, ...], bag: Bag) -> list[Resource]:
    """Each resource once; a copy, or another thing under the same id, is told and not read."""
    seen: dict[tuple[str, str], Resource] = {}
    kept = []
    for resource in resources:
        key = (words(resource.get("resourceType")), identity(resource))
        if not key[1] or key not in seen:
            seen[key] = resource
            kept.append(resource)
        elif key[0] != "Patient":
            bag.leave(resource, "duplicate" if resource == seen[key] else "same_id")
    return kept


def _in_order(resources: list[Resource]) -> list[Resource]:
    """Conditions first: a drug is recognised by the diagnosis it refers to."""
    return sorted(resources, key=lambda r: r["resourceType"] != "Condition")


def _take(resource: Resource, patient: Resource, loaded: Loaded, bag: Bag) -> None:
    """Read one resource; one about somebody else is read apart, to name it, and left out."""
    kind = words(resource.get("resourceType"))
    if kind == "Patient":
        return
    if kind in ADMINISTRATIVE:
        bag.leave(resource, "administrative")
    elif not is_about(resource, patient, loaded.addresses):
        apart = Bag(index=bag.index)
        _read(resource, kind, apart)
        if not apart.unread:
            apart.leave(resource, "other_patient")
        bag.absorb(apart)
        bag.note("other_patient")
    else:
        _read(resource, kind, bag)


def _read(resource: Resource, kind: str, bag: Bag) -> None:
    if words(resource.get("status")) in _ABSENT or _is_mistaken(resource):
        bag.leave(resource, "entered_in_error")
    elif kind == "Observation":
        _take_observation(resource, bag)
    elif kind == "Condition":
        _take_condition(resource, bag)
    elif kind == "Procedure":
        take_procedure(resource, bag)
    elif kind in MEDICATIONS:
        take_medication(resource, bag)
    elif kind == "DiagnosticReport":
        _take_report(resource, bag)
    elif kind in HISTORY:
        take_history(resource, bag)
    elif kind != "Medication":
        bag.leave(resource, "not_mapped")


def _is_mistaken(resource: Resource) -> bool:
    return "entered-in-error" in concept(resource.get("verificationStatus")).codes


def _take_condition(resource: Resource, bag: Bag) -> None:
    kind = cancer_kind(resource)
    refuted = "refuted" in concept(resource.get("verificationStatus")).codes
    if kind and refuted:
        bag.leave(resource, "refuted")
    elif kind == "primary":
        bag.primaries.append(resource)
    elif kind == "secondary":
        bag.secondaries.append(resource)
    else:
        take_condition(resource, bag)


def _take_observation(resource: Resource, bag: Bag) -> None:
    readers: tuple[Callable[[Resource, Bag], bool], ...] = (
        take_staging,
        take_variant,
        take_measure,
        _take_status,
        _take_histology,
        take_comorbidities,
        take_marker,
    )
    if not any(reader(resource, bag) for reader in readers):
        bag.leave(resource, "not_mapped")


def _take_report(resource: Resource, bag: Bag) -> None:
    """Its results are read one by one; its conclusion in prose is shown, never interpreted."""
    conclusion = words(resource.get("conclusion"))
    text = f"{describe(resource)} : {conclusion}" if conclusion else ""
    bag.leave(resource, "report_text" if conclusion else "report", text)


def _take_histology(resource: Resource, bag: Bag) -> bool:
    if _HISTOLOGY not in concept(resource.get("code")).codes:
        return False
    bag.histologies.append(resource)
    return True


def _take_status(resource: Resource, bag: Bag) -> bool:
    """Improved or worsened is no RECIST response: told, and used only to number hormone lines."""
    if not concept(resource.get("code")).codes & _STATUS and "disease-status" not in profile(
        resource
    ):
        return False
    value = concept(resource.get("valueCodeableConcept"))
    on = effective(resource)
    if on and any(sign in value.codes or sign in value.folded for sign in _WORSENED):
        bag.worsened_on.append(on)
    bag.leave(resource, "not_recist")
    return True


def _treatments(bag: Bag) -> list[Treatment]:
    """Every treatment by start date, undated ones last."""
    found = systemic_treatments(bag) + chemotherapy_without_drugs(bag) + local_treatments(bag)
    return sorted(found, key=lambda t: t.started_on.iso if t.started_on else "9")


def _tell(loaded: Loaded, side: Laterality | None, bag: Bag) -> None:
    """What concerns the file as a whole."""
    for resource in loaded.resources:
        if resource["resourceType"] == "Medication" and id(resource) not in bag.found:
            bag.leave(resource, "not_mapped")
    if loaded.more_pages:
        bag.note("more_pages")
    if loaded.empty_entries:
        bag.note("empty_entries", count=str(loaded.empty_entries))
    _tell_changes(bag)
    if not any(m.kind is MeasureKind.PERFORMANCE_STATUS for m in bag.measures):
        bag.note("no_performance_status")
    for other, said in bag.sides:
        if side is not None and {side, other} == {Laterality.LEFT, Laterality.RIGHT}:
            bag.note("other_side", text=said)


def _tell_changes(bag: Bag) -> None:
    """A marker found positive then negative, or the reverse: both results are kept, and people settle it."""
    results: dict[str, list[Biomarker]] = {}
    for row in bag.biomarkers:
        if row.is_settled and not row.alteration:
            results.setdefault(row.marker, []).append(row)
    for marker, rows in results.items():
        if len({row.state for row in rows}) > 1:
            dated = sorted(rows, key=lambda r: r.resulted_on.iso if r.resulted_on else "")
            said = [_change(row) for row in dated]
            bag.note("marker_changed", marker=marker, results=", ".join(said))


def _change(row: Biomarker) -> str:
    state = row.state.label.lower()
    return f"{state} ({row.resulted_on})" if row.resulted_on else state
