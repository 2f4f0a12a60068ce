"""Our own short tables from the codes of the French cancer documents to our lists; no line is a terminology's."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.vocabulary import CautionKind, Laterality, Sex, TreatmentKind
from app.domain.vocabulary.health import ImagingKind

FRCP, CR_GM = "34794-8", "51969-4"
TYPE_AND_REASON, DIAGNOSIS, HISTORY, PROBLEMS = "42349-1", "72135-7", "11348-0", "11450-4"
FUNCTION, PROGRESS, ACTS, STORY = "47420-5", "18733-6", "29554-3", "10164-2"
PLAN, FRAME, STATUS, EXAMINATIONS = "18776-5", "35510-7", "21874-3", "30954-2"
OPERATION, MOLECULAR, REMARKS, DISCOVERY = "10218-6", "50397-9", "55112-7", "42545-4"
RESULTS, CONCLUSION, SAMPLE, METHOD, SPECIMEN = (
    "83321-0",
    "22637-3",
    "46059-2",
    "89201-8",
    "22634-0",
)

PROFESSIONAL_OID = "1.2.250.1.71.4.2.1"

SEXES: Mapping[str, Sex] = {"F": Sex.FEMALE, "M": Sex.MALE}
SIDES: Mapping[str, Laterality] = {
    "24028007": Laterality.RIGHT,
    "C25228": Laterality.RIGHT,
    "7771000": Laterality.LEFT,
    "C25229": Laterality.LEFT,
    "51440002": Laterality.BILATERAL,
    "385432009": Laterality.NOT_APPLICABLE,
}
PERFORMANCE: Mapping[str, int] = {
    "MED-240": 0, "MED-264": 1, "MED-265": 2, "MED-266": 3, "MED-267": 4,
}  # fmt: skip
RELAPSE = "MED-244"
PROGRESSIONS: Mapping[str, str] = {
    "MED-246": "locale", "MED-247": "régionale", "MED-248": "à distance",
}  # fmt: skip
CASE_STATUSES = frozenset({"ORG-128", "ORG-134"})
REGISTERED = "ORG-128"

_CHEMOTHERAPY = TreatmentKind.CHEMOTHERAPY
# code, kind, how it is called when nothing more precise is said
TREATMENTS: Mapping[str, tuple[TreatmentKind, str]] = {
    "387713003": (TreatmentKind.SURGERY, "Chirurgie"),
    "C15313": (TreatmentKind.RADIOTHERAPY, "Radiothérapie"),
    "C15195": (TreatmentKind.RADIOTHERAPY, "Curiethérapie"),
    "C15632": (_CHEMOTHERAPY, "Chimiothérapie (médicaments non précisés)"),
    "C93352": (TreatmentKind.TARGETED, "Thérapie ciblée (médicaments non précisés)"),
    "C547": (TreatmentKind.HORMONE, "Hormonothérapie (médicaments non précisés)"),
    "C15445": (TreatmentKind.HORMONE, "Hormonothérapie (médicaments non précisés)"),
    "C15262": (TreatmentKind.IMMUNOTHERAPY, "Immunothérapie (médicaments non précisés)"),
    "C63334": (TreatmentKind.INTERVENTION, "Radiologie interventionnelle"),
    "C157891": (TreatmentKind.INTERVENTION, "Endoscopie interventionnelle"),
    "C15747": (TreatmentKind.OTHER, "Soins de support"),
    "C15252": (TreatmentKind.OTHER, "Soins palliatifs"),
    "MED-226": (TreatmentKind.OTHER, "Surveillance seule"),
    "MED-227": (TreatmentKind.OTHER, "Surveillance active"),
    "MED-232": (TreatmentKind.OTHER, "Irathérapie"),
    "MED-126": (TreatmentKind.OTHER, "Greffe"),
    "MED-556": (TreatmentKind.OTHER, "Fenêtre thérapeutique"),
    "GEN-092.03.01": (TreatmentKind.OTHER, "Autre traitement"),
    "GEN-092.03.02": (TreatmentKind.OTHER, "Autre médicament spécifique"),
}

# classes of variants of the molecular report
IMPACT_KNOWN, TO_DISCUSS, UNKNOWN_VALUE = "MED-536", "MED-537", "MED-538"
NOTHING_FOUND, NOT_READABLE = "MED-539", "MED-540"

# pattern on folded French words, kind of caution; anything else is another antecedent
CONDITIONS: tuple[tuple[str, CautionKind], ...] = (
    (r"greffe|transplant", CautionKind.TRANSPLANT),
    (r"qt long|allongement du qt", CautionKind.QT),
    (r"pneumopathie interstitielle|fibrose pulmonaire", CautionKind.LUNG_DISEASE),
    (r"insuffisance cardiaque|infarctus|coronar|cardiomyopathie|fibrillation auriculaire",
     CautionKind.HEART),
    (r"cirrhose|hepatite|insuffisance hepatique", CautionKind.LIVER),
    (r"insuffisance renale|maladie renale|nephropathie|dialyse", CautionKind.KIDNEY),
    (r"auto-?immun|polyarthrite|lupus|crohn|rectocolite|sclerose en plaques|psoria|myasthen",
     CautionKind.AUTOIMMUNE),
    (r"grossesse|enceinte", CautionKind.PREGNANCY),
)  # fmt: skip

# pattern on the folded name of an examination: by what the disease was looked at
IMAGING: tuple[tuple[str, ImagingKind], ...] = (
    (r"\btep\b|\bpet\b", ImagingKind.PET),
    (r"\birm\b", ImagingKind.MRI),
    (r"scanner|\btdm\b|tomodensitometrie", ImagingKind.CT),
    (r"scintigraphie osseuse", ImagingKind.BONE_SCAN),
    (r"echographie", ImagingKind.ULTRASOUND),
    (r"mammographie|radiographie", ImagingKind.RADIOGRAPH),
)
