"""Our own short tables from a source's words or codes to French.

Written by us; no line comes from a terminology. Patterns are tried in order on lower-case words
without accents.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import CautionKind, Laterality, Site

# pattern, site, how it is said after "Carcinome…"
SITES: tuple[tuple[str, Site, str], ...] = (
    (r"gastrointestinal stromal|\bgist\b", Site.SARCOMA, ""),
    (r"leuka?emi|lymphoma|myeloma|hodgkin|lymphoid|myelodysplas", Site.HAEMATOLOGY, ""),
    (r"melanom", Site.MELANOMA, ""),
    (r"unknown primary|primary (site )?unknown", Site.UNKNOWN_PRIMARY, "de primitif inconnu"),
    (r"breast|mammary|\bsein\b", Site.BREAST, "du sein"),
    (r"\blung|bronch|pulmonary|poumon", Site.LUNG, "du poumon"),
    (r"colorectal", Site.COLORECTAL, "colorectal"),
    (r"\brectum|\brectal|rectosigmoid", Site.COLORECTAL, "du rectum"),
    (r"\bcolon|c[ao]ecum|sigmoid", Site.COLORECTAL, "du côlon"),
    (r"o?esophagogastric|gastroo?esophageal", Site.STOMACH, "de la jonction œsogastrique"),
    (r"esophag", Site.OESOPHAGUS, "de l’œsophage"),
    (r"stomach|\bgastric|estomac", Site.STOMACH, "de l’estomac"),
    (r"pancrea", Site.PANCREAS, "du pancréas"),
    (r"cholangiocarc|biliary|bile duct|gallbladder", Site.BILIARY, "des voies biliaires"),
    (r"\bliver|hepatocell|\bhepatic|\bfoie\b", Site.LIVER, "du foie"),
    (r"small (intestin|bowel)|duoden|jejun|\bileum", Site.SMALL_BOWEL, "de l’intestin grêle"),
    (r"prostat", Site.PROSTATE, "de la prostate"),
    (r"bladder|vessie", Site.BLADDER, "de la vessie"),
    (r"urothel|ureter|renal pelvis", Site.BLADDER, "des voies urinaires"),
    (r"kidney|\brenal|\brein\b", Site.KIDNEY, "du rein"),
    (r"\bovar|fallopian|ovaire", Site.OVARY, "de l’ovaire"),
    (r"cervix|cervical (cancer|carcinoma)", Site.CERVIX, "du col de l’utérus"),
    (r"endometri|corpus uteri|body of uterus", Site.ENDOMETRIUM, "de l’endomètre"),
    (r"thyroid", Site.THYROID, "de la thyroïde"),
    (r"larynx|pharyn|tongue|oral cavity|\bmouth|salivary|tonsil|head and neck", Site.HEAD_NECK,
     "de la tête et du cou"),
    (r"\bbrain|glioblastom|gliom|astrocytom", Site.BRAIN, "du cerveau"),
    (r"sarcom", Site.SARCOMA, ""),
)  # fmt: skip

# SNOMED CT concepts met without words (code and meaning came with public examples)
SNOMED_SITES = {
    "254837009": "breast",
    "254637007": "lung",
    "363406005": "colon",
    "363351006": "rectum",
    "399068003": "prostate",
}

# first letters of an ICD-10 or ICD-O topography code
CODE_SITES: tuple[tuple[str, str], ...] = (
    (r"C1[89]", "colon"), (r"C20", "rectum"), (r"C15", "esophagus"), (r"C16", "stomach"),
    (r"C17", "small intestine"), (r"C22", "liver"), (r"C2[34]", "bile duct"), (r"C25", "pancreas"),
    (r"C3[34]", "lung"), (r"C43", "melanoma"), (r"C50", "breast"), (r"C53", "cervix"),
    (r"C54", "endometrium"), (r"C56", "ovary"), (r"C61", "prostate"), (r"C64", "kidney"),
    (r"C6[56]", "ureter"), (r"C67", "bladder"), (r"C71", "brain"), (r"C73", "thyroid"),
    (r"C80", "unknown primary"), (r"C8[1-8]|C9[0-6]", "lymphoid"),
    (r"C0\d|C1[0-4]|C3[0-2]", "head and neck"),
)  # fmt: skip

HISTOLOGIES: tuple[tuple[str, str], ...] = (
    (r"lobular carcinoma in situ", "Carcinome lobulaire in situ"),
    (r"duct(al)? carcinoma in situ|intraductal carcinoma", "Carcinome canalaire in situ"),
    (r"(infiltrating|invasive) duct", "Carcinome canalaire infiltrant"),
    (r"(infiltrating|invasive) lobular", "Carcinome lobulaire infiltrant"),
    (r"lobular carcinoma", "Carcinome lobulaire"),
    (r"non[- ]small cell", "Carcinome non à petites cellules"),
    (r"small cell", "Carcinome à petites cellules"),
    (r"hepatocellular carcinoma", "Carcinome hépatocellulaire"),
    (r"cholangiocarcinoma", "Cholangiocarcinome"),
    (r"clear cell", "Carcinome à cellules claires"),
    (r"squamous", "Carcinome épidermoïde"),
    (r"urothelial carcinoma|transitional cell carcinoma", "Carcinome urothélial"),
    (r"high[- ]grade serous", "Carcinome séreux de haut grade"),
    (r"serous (adeno)?carcinoma", "Carcinome séreux"),
    (r"mucinous adenocarcinoma", "Adénocarcinome mucineux"),
    (r"adenocarcinoma", "Adénocarcinome"),
    (r"glioblastoma", "Glioblastome"),
    (r"malignant melanoma|^melanoma", "Mélanome"),
    (r"gastrointestinal stromal", "Tumeur stromale gastro-intestinale (GIST)"),
    (r"chronic lympho(cytic|id) leuka?emia", "Leucémie lymphoïde chronique"),
    (r"acute myeloid leuka?emia", "Leucémie aiguë myéloïde"),
    (r"diffuse large b", "Lymphome diffus à grandes cellules B"),
    (r"hodgkin", "Lymphome de Hodgkin"),
    (r"multiple myeloma|plasma cell myeloma", "Myélome multiple"),
)

# says malignant and nothing more: no histology
VAGUE_HISTOLOGY = re.compile(r"^(malignant )?neoplasm|^malignant tumou?r|^carcinoma(, nos)?$")

CANCER = re.compile(
    r"malignan|carcinom|cancer|leuka?emi|lymphoma|myeloma|melanom|sarcom|glioblastom"
)
NOT_A_CANCER = re.compile(
    r"benign|history of|suspect|screening|family|risk of|at risk|fear of|anxiety about"
)
SECONDARY = re.compile(r"secondary|metasta")

SIDES: tuple[tuple[str, Laterality], ...] = (
    (r"\bbilateral\b|\bboth\b", Laterality.BILATERAL),
    (r"\bleft\b|\bgauche\b|\blinks\b", Laterality.LEFT),
    (r"\bright\b|\bdroite?\b|\brechts\b", Laterality.RIGHT),
)
SIDE_CODES = {
    "7771000": Laterality.LEFT,
    "24028007": Laterality.RIGHT,
    "51440002": Laterality.BILATERAL,
}

# metastases and treated regions: pattern, name, name after "de"
PLACES: tuple[tuple[str, str, str], ...] = (
    (r"axilla", "ganglions axillaires", "des ganglions axillaires"),
    (r"lymph node", "ganglions", "des ganglions"),
    (r"chest wall", "paroi thoracique", "de la paroi thoracique"),
    (r"\bliver|hepatic", "foie", "du foie"),
    (r"\bbone|skelet|vertebra|spine", "os", "des os"),
    (r"\bbrain|cerebr", "cerveau", "du cerveau"),
    (r"\bpleura", "plèvre", "de la plèvre"),
    (r"\bperitone", "péritoine", "du péritoine"),
    (r"\badrenal", "surrénale", "de la surrénale"),
    (r"\bskin\b", "peau", "de la peau"),
    (r"\blung|pulmonary", "poumon", "du poumon"),
    (r"left breast", "sein gauche", "du sein gauche"),
    (r"right breast", "sein droit", "du sein droit"),
    (r"breast", "sein", "du sein"),
    (r"prostat", "prostate", "de la prostate"),
    (r"pelvi", "pelvis", "du pelvis"),
)

# pattern, kind, French words; "" keeps the source's
CONDITIONS: tuple[tuple[str, CautionKind, str], ...] = (
    (r"interstitial (lung|pulmonary)|pulmonary fibrosis|pneumonitis", CautionKind.LUNG_DISEASE, ""),
    (r"transplant", CautionKind.TRANSPLANT, ""),
    (r"long qt|prolonged qt", CautionKind.QT, "QT long"),
    (r"hypertensive heart", CautionKind.HEART, ""),
    (r"pulmonary hypertension|portal hypertension|ocular hypertension", CautionKind.OTHER, ""),
    (r"hypertensi", CautionKind.OTHER, "hypertension artérielle"),
    (r"heart failure", CautionKind.HEART, "insuffisance cardiaque"),
    (r"coronary", CautionKind.HEART, "maladie coronaire"),
    (r"cardiovascular", CautionKind.HEART, "maladie cardiovasculaire"),
    (r"myocard|cardiac|cardiomyopath|atrial fibrill|\bheart\b|angina", CautionKind.HEART, ""),
    (r"cirrhosis|hepatitis|liver|hepatic", CautionKind.LIVER, ""),
    (r"kidney|renal|nephropath", CautionKind.KIDNEY, ""),
    (r"autoimmune|rheumatoid|lupus|crohn|ulcerative colitis|multiple sclerosis|psoria|myasthen",
     CautionKind.AUTOIMMUNE, ""),
    (r"\bpregnan", CautionKind.PREGNANCY, ""),
    (r"depressi", CautionKind.OTHER, "dépression"),
    (r"anxiety", CautionKind.OTHER, "anxiété"),
    (r"obes", CautionKind.OTHER, "obésité"),
    (r"diabet", CautionKind.OTHER, "diabète"),
    (r"lung|pulmonary|respiratory", CautionKind.OTHER, "maladie pulmonaire"),
    (r"hyperlipid|hypercholesterol", CautionKind.OTHER, "hyperlipidémie"),
)  # fmt: skip

_MASCULINE = {
    Laterality.LEFT: "gauche",
    Laterality.RIGHT: "droit",
    Laterality.BILATERAL: "bilatéral",
}
_PAIRED = {"du sein", "du poumon", "du rein", "de l’ovaire"}


def tumour_label(histology: str, where: str, side: Laterality | None) -> str:
    """Our sentence of a tumour: `Adénocarcinome du poumon droit`; `where` may be empty."""
    what = histology or ("Cancer" if where else "")
    if not where or what in {"Carcinome hépatocellulaire", "Cholangiocarcinome"}:
        return what
    label = f"{what} {where}"
    if side is None or side not in _MASCULINE:
        return label
    shown = _MASCULINE[side]
    return f"{label} {shown}" if where in _PAIRED else f"{label} ({side.label.lower()})"


def site_of(text: str) -> tuple[Site, str] | None:
    """The site said by these folded words, and how to say it in a label."""
    return next(((site, said) for p, site, said in SITES if re.search(p, text)), None)


def histology_of(text: str) -> str:
    """The French histology said by these folded words, "" when we know none."""
    return next((name for pattern, name in HISTOLOGIES if re.search(pattern, text)), "")


def side_of(text: str) -> Laterality | None:
    """The side said by these folded words; None when none or several are."""
    found = {side for pattern, side in SIDES if re.search(pattern, text)}
    return found.pop() if len(found) == 1 else None


def place_of(text: str) -> tuple[str, str] | None:
    """The French name of a body part, alone and after "de"."""
    return next(((name, of) for pattern, name, of in PLACES if re.search(pattern, text)), None)
