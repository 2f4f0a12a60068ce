"""Our own short tables from OSIRIS codes to French; no line comes from a terminology."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from app.domain.vocabulary import (
    CautionKind,
    Laterality,
    MeasureKind,
    Response,
    Sex,
    TreatmentKind,
)

PRIMARY, DISEASE, METASTATIC, RECURRENT = "C0677930", "C1882062", "C2939419", "C0521158"
DIED = "C1546956"
YES = frozenset({"C1298907", "1", "OUI", "YES"})

SEXES: Mapping[str, Sex] = {"F": Sex.FEMALE, "M": Sex.MALE}

SIDES: Mapping[str, Laterality] = {
    "C0205091": Laterality.LEFT,
    "C0205090": Laterality.RIGHT,
    "C0238767": Laterality.BILATERAL,
    "C1272460": Laterality.NOT_APPLICABLE,
    "C2939193": Laterality.NOT_APPLICABLE,
}

TNM_EDITIONS: Mapping[str, str] = {"C27-1": "5", "C27-2": "6", "C27-3": "7"}

KINDS: Mapping[str, TreatmentKind] = {
    "C3665472": TreatmentKind.CHEMOTHERAPY,
    "C0279025": TreatmentKind.HORMONE,
    "C0021083": TreatmentKind.IMMUNOTHERAPY,
    "C0279694": TreatmentKind.TARGETED,
    "C1522449": TreatmentKind.RADIOTHERAPY,
    "C0006098": TreatmentKind.RADIOTHERAPY,
    "C0728940": TreatmentKind.SURGERY,
    "C0005961": TreatmentKind.OTHER,
}
ANTIBODY = "C0279694"
# how a treatment without drugs is called when its kind is not enough
LABELS: Mapping[str, str] = {
    "C0006098": "Curiethérapie",
    "C0005961": "Greffe de moelle osseuse",
    "C0279694": "Anticorps monoclonal",
}

# best first
RESPONSES: tuple[Response, ...] = (
    Response.COMPLETE,
    Response.PARTIAL,
    Response.STABLE,
    Response.PROGRESSION,
    Response.NOT_EVALUABLE,
)

MARKERS: Mapping[str, str] = {
    "C39-1": "KIT", "C39-2": "bêta-caténine", "C39-3": "KIT/DOG1", "C39-4": "FOXL2/DICER",
    "C39-5": "ETV6-NTRK3", "C39-6": "MYB-NFIB", "C39-7": "PDGFRA/FGFR1", "C39-8": "MDM2",
    "C39-9": "N-MYC", "C39-10": "C-MYC", "C39-11": "BCR-ABL1", "C39-12": "COL1A1",
    "C39-13": "DDIT3", "C39-14": "EWSR2", "C39-15": "SYT", "C39-16": "CTNNB1", "C39-17": "FUS",
    "C39-18": "IGH-BCL2", "C39-19": "JAZF1", "C39-20": "FOXO1A", "C39-21": "TFE3",
    "C39-22": "HPV", "C39-23": "Merkel", "C39-24": "EBER", "C39-25": "PSA", "C39-26": "CA125",
    "C39-27": "CA153", "C39-28": "CA199", "C39-29": "Ki67", "C39-30": "Nombre de mitoses",
    "C39-31": "RO", "C39-32": "RP", "C39-33": "HER2", "C39-34": "PD-L1", "C39-35": "AMHR2",
    "C39-36": "P53", "C39-37": "BRCA", "C39-38": "MSI", "C39-39": "CDK12", "C39-40": "BRAF",
    "C39-41": "NRAS-KRAS", "C39-42": "EGFR", "C39-43": "ALK", "C39-44": "ROS1", "C39-45": "C-MET",
    "C39-46": "ESR1", "C39-47": "PAM50", "C39-48": "ENDOPREDICT",
}  # fmt: skip
# a blood marker, or a count: its number alone concludes nothing, zero included
SERUM = frozenset({"PSA", "CA125", "CA153", "CA199", "Nombre de mitoses"})

LABORATORY: Mapping[str, str] = {
    "C0201838": "Albumine", "C0518015": "Hémoglobine", "C0014772": "Globules rouges", "C0023508": "Leucocytes",
    "C0032181": "Plaquettes", "C0948762": "Polynucléaires neutrophiles",
    "C0200635": "Lymphocytes", "C0200637": "Monocytes", "C0200638": "Éosinophiles",
    "C0200641": "Basophiles", "C0337443": "Sodium", "C0202194": "Potassium",
    "C0201925": "Calcium", "C0201975": "Créatinine", "C0201913": "Bilirubine totale",
    "C0523826": "Phosphates", "C0373675": "Magnésium", "C0201899": "ASAT", "C0201836": "ALAT",
    "C0033707": "Temps de Quick", "C0525032": "INR", "C0030605": "TCA",
}  # fmt: skip

# laboratory values that are measures of ours: unit as written, factor to the unit of the kind; no factor keeps it
MEASURED: Mapping[str, tuple[MeasureKind, Mapping[str, Decimal]]] = {
    "C0201838": (MeasureKind.ALBUMIN, {"g/l": Decimal(1), "g/dl": Decimal(10)}),
    "C0201975": (MeasureKind.CREATININE, {}),
    "C0201913": (MeasureKind.BILIRUBIN, {}),
    "C0201899": (MeasureKind.AST, {}),
    "C0201836": (MeasureKind.ALT, {}),
}

# organs where metastases sit or samples are taken, by the first letters of the topography code
ORGANS: tuple[tuple[str, str], ...] = (
    (r"C4[01]", "os"), (r"C38\.4", "plèvre"), (r"C48", "péritoine"), (r"C74", "surrénale"),
    (r"C44", "peau"), (r"C77\.3", "ganglions axillaires"), (r"C77", "ganglions"),
)  # fmt: skip

VARIANT, FUSION, COPIES = "Variant", "Fusion", "CopyNumber"
ALTERATIONS: Mapping[str, str] = {
    "O15-5": VARIANT, "GENETIC VARIANT": VARIANT, "O15-3": FUSION, "FUSION": FUSION,
    "O15-4": COPIES, "COPY NUMBER VARIATION": COPIES,
}  # fmt: skip
UNCERTAIN, BENIGN = "O81-3", frozenset({"O81-4", "O81-5"})
AMPLIFICATION, GAIN, LOSS_OF_ONE, LOSS_OF_BOTH = "O49-1", "O49-2", "O49-4", "O49-5"
THREE_PRIME = frozenset({"O93-2", "3PRIME", "3'"})

# ICD-O-3 morphology codes: our own labels, for a short list
HISTOLOGIES: Mapping[str, str] = {
    "8013/3": "Carcinome neuroendocrine à grandes cellules",
    "8041/3": "Carcinome à petites cellules",
    "8046/3": "Carcinome non à petites cellules",
    "8070/3": "Carcinome épidermoïde",
    "8120/3": "Carcinome urothélial",
    "8130/3": "Carcinome urothélial papillaire",
    "8140/3": "Adénocarcinome",
    "8160/3": "Cholangiocarcinome",
    "8170/3": "Carcinome hépatocellulaire",
    "8240/3": "Tumeur neuroendocrine",
    "8260/3": "Carcinome papillaire",
    "8310/3": "Carcinome à cellules claires",
    "8312/3": "Carcinome à cellules rénales",
    "8380/3": "Adénocarcinome endométrioïde",
    "8441/3": "Carcinome séreux",
    "8460/3": "Carcinome séreux de bas grade",
    "8461/3": "Carcinome séreux de haut grade",
    "8480/3": "Adénocarcinome mucineux",
    "8490/3": "Carcinome à cellules en bague à chaton",
    "8500/2": "Carcinome canalaire in situ",
    "8500/3": "Carcinome canalaire infiltrant",
    "8520/2": "Carcinome lobulaire in situ",
    "8520/3": "Carcinome lobulaire infiltrant",
    "8720/3": "Mélanome",
    "8936/3": "Tumeur stromale gastro-intestinale (GIST)",
    "9440/3": "Glioblastome",
}

# first letters of a CIM-10 code, the longest first: kind of caution, our own label
PATHOLOGIES: tuple[tuple[str, CautionKind, str], ...] = (
    ("I458", CautionKind.QT, "trouble de la conduction cardiaque (QT à vérifier)"),
    ("B18", CautionKind.LIVER, "hépatite virale chronique"),
    ("E10", CautionKind.OTHER, "diabète de type 1"),
    ("E11", CautionKind.OTHER, "diabète de type 2"),
    ("E66", CautionKind.OTHER, "obésité"),
    ("E78", CautionKind.OTHER, "hyperlipidémie"),
    ("F32", CautionKind.OTHER, "épisode dépressif"),
    ("F33", CautionKind.OTHER, "dépression récurrente"),
    ("G35", CautionKind.AUTOIMMUNE, "sclérose en plaques"),
    ("G70", CautionKind.AUTOIMMUNE, "myasthénie"),
    ("I10", CautionKind.OTHER, "hypertension artérielle"),
    ("I20", CautionKind.HEART, "angor"),
    ("I21", CautionKind.HEART, "infarctus du myocarde"),
    ("I25", CautionKind.HEART, "cardiopathie ischémique chronique"),
    ("I26", CautionKind.OTHER, "embolie pulmonaire"),
    ("I42", CautionKind.HEART, "cardiomyopathie"),
    ("I48", CautionKind.HEART, "fibrillation auriculaire"),
    ("I50", CautionKind.HEART, "insuffisance cardiaque"),
    ("I63", CautionKind.OTHER, "accident vasculaire cérébral"),
    ("J44", CautionKind.OTHER, "bronchopneumopathie chronique obstructive"),
    ("J45", CautionKind.OTHER, "asthme"),
    ("J84", CautionKind.LUNG_DISEASE, "pneumopathie interstitielle"),
    ("K50", CautionKind.AUTOIMMUNE, "maladie de Crohn"),
    ("K51", CautionKind.AUTOIMMUNE, "rectocolite hémorragique"),
    ("K70", CautionKind.LIVER, "maladie alcoolique du foie"),
    ("K74", CautionKind.LIVER, "fibrose ou cirrhose du foie"),
    ("L40", CautionKind.AUTOIMMUNE, "psoriasis"),
    ("M05", CautionKind.AUTOIMMUNE, "polyarthrite rhumatoïde"),
    ("M06", CautionKind.AUTOIMMUNE, "polyarthrite rhumatoïde"),
    ("M32", CautionKind.AUTOIMMUNE, "lupus"),
    ("N18", CautionKind.KIDNEY, "maladie rénale chronique"),
    ("Z94", CautionKind.TRANSPLANT, "greffe d’organe"),
)

RELATIVES: Mapping[str, str] = {
    "C0037047": "fratrie", "C0030551": "parent", "C0015671": "père", "C0026591": "mère",
    "C3844804": "cousin paternel", "C3844805": "cousin maternel", "C0337580": "cousin",
    "C3242761": "grand-parent maternel", "C3242764": "grand-parent paternel",
    "C1273524": "grand-mère paternelle", "C1273525": "grand-mère maternelle",
    "C1273523": "grand-père maternel", "C1273522": "grand-père paternel",
    "C0337471": "grand-parent", "C0337577": "oncle", "C3714276": "oncle paternel",
    "C3714277": "oncle maternel", "C0337576": "tante", "C3714274": "tante paternelle",
    "C3714275": "tante maternelle",
}  # fmt: skip

_CODE = re.compile(r"\(([A-Z]\d\d(?:\.\d{1,2})?)\)")
_ORGAN_CODES: Mapping[str, str] = {
    "foie": "C22", "poumon": "C34", "cerveau": "C71", "os": "C41", "plèvre": "C38.4",
    "péritoine": "C48", "surrénale": "C74", "peau": "C44", "ganglions": "C77", "sein": "C50",
}  # fmt: skip


def disease_code(text: str) -> str:
    """The CIM-10 or topography code that stands between brackets in these words, "" for none."""
    match = _CODE.search(text)
    return match.group(1) if match else ""


def organ_code(name: str) -> str:
    """The topography code of an organ by our name, "" for one without."""
    return _ORGAN_CODES.get(name.strip().lower(), "")
