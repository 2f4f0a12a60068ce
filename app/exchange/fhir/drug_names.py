"""Our own short table of anticancer drugs: how a source writes them, French name, kind.

Names are international common names, public by nature; the grouping by kind is ours. Order
matters: antibody-drug conjugates come before the antibody they carry.
"""

from __future__ import annotations

import re

from app.domain.text import fold
from app.domain.vocabulary import TreatmentKind

_C, _H, _T, _I = (
    TreatmentKind.CHEMOTHERAPY,
    TreatmentKind.HORMONE,
    TreatmentKind.TARGETED,
    TreatmentKind.IMMUNOTHERAPY,
)

# pattern on folded words, French name, kind
_NAMES: tuple[tuple[str, str, TreatmentKind], ...] = (
    (r"trastuzumab deruxtecan", "trastuzumab déruxtécan", _T),
    (r"(ado-)?trastuzumab emtansine", "trastuzumab emtansine", _T),
    (r"trastuzumab", "trastuzumab", _T),
    (r"pertuzumab", "pertuzumab", _T),
    (r"sacituzumab govitecan", "sacituzumab govitécan", _T),
    (r"doxorubicin.*liposom|liposom.*doxorubicin", "doxorubicine liposomale", _C),
    (r"paclitaxel.*(protein-bound|albumin)|nab-paclitaxel", "nab-paclitaxel", _C),
    (r"cyclophosphamid", "cyclophosphamide", _C),
    (r"5-fluorouracil|fluorouracil", "fluorouracile", _C),
    (r"capecitabin", "capécitabine", _C),
    (r"oxaliplatin", "oxaliplatine", _C),
    (r"carboplatin", "carboplatine", _C),
    (r"cisplatin", "cisplatine", _C),
    (r"irinotecan", "irinotécan", _C),
    (r"topotecan", "topotécan", _C),
    (r"methotrexat", "méthotrexate", _C),
    (r"temozolomid", "témozolomide", _C),
    (r"pemetrexed", "pémétrexed", _C),
    (r"etoposid", "étoposide", _C),
    (r"trabectedin", "trabectédine", _C),
    (r"trifluridin", "trifluridine-tipiracil", _C),
    (r"eribulin", "éribuline", _C),
    (r"epirubicin", "épirubicine", _C),
    (r"doxorubicin", "doxorubicine", _C),
    (r"gemcitabin", "gemcitabine", _C),
    (r"vinorelbin", "vinorelbine", _C),
    (r"vincristin", "vincristine", _C),
    (r"vinblastin", "vinblastine", _C),
    (r"bleomycin", "bléomycine", _C),
    (r"dacarbazin", "dacarbazine", _C),
    (r"ifosfamid", "ifosfamide", _C),
    (r"mitomycin", "mitomycine", _C),
    (r"docetaxel", "docétaxel", _C),
    (r"cabazitaxel", "cabazitaxel", _C),
    (r"paclitaxel", "paclitaxel", _C),
    (r"tamoxifen", "tamoxifène", _H),
    (r"anastrozol", "anastrozole", _H),
    (r"letrozol", "létrozole", _H),
    (r"exemestan", "exémestane", _H),
    (r"fulvestrant", "fulvestrant", _H),
    (r"elacestrant", "élacestrant", _H),
    (r"leuprol|leuprorel", "leuproréline", _H),
    (r"gosereli?n", "goséréline", _H),
    (r"triptorelin", "triptoréline", _H),
    (r"degarelix", "dégarélix", _H),
    (r"bicalutamid", "bicalutamide", _H),
    (r"abirateron", "abiratérone", _H),
    (r"enzalutamid", "enzalutamide", _H),
    (r"apalutamid", "apalutamide", _H),
    (r"darolutamid", "darolutamide", _H),
    (r"pembrolizumab", "pembrolizumab", _I),
    (r"nivolumab", "nivolumab", _I),
    (r"ipilimumab", "ipilimumab", _I),
    (r"atezolizumab", "atézolizumab", _I),
    (r"durvalumab", "durvalumab", _I),
    (r"avelumab", "avélumab", _I),
    (r"cemiplimab", "cémiplimab", _I),
    (r"dostarlimab", "dostarlimab", _I),
    (r"palbociclib", "palbociclib", _T),
    (r"ribociclib", "ribociclib", _T),
    (r"abemaciclib", "abémaciclib", _T),
    (r"alpelisib", "alpélisib", _T),
    (r"capivasertib", "capivasertib", _T),
    (r"everolimus", "évérolimus", _T),
    (r"lapatinib", "lapatinib", _T),
    (r"tucatinib", "tucatinib", _T),
    (r"neratinib", "nératinib", _T),
    (r"olaparib", "olaparib", _T),
    (r"niraparib", "niraparib", _T),
    (r"rucaparib", "rucaparib", _T),
    (r"talazoparib", "talazoparib", _T),
    (r"bevacizumab", "bévacizumab", _T),
    (r"cetuximab", "cétuximab", _T),
    (r"panitumumab", "panitumumab", _T),
    (r"osimertinib", "osimertinib", _T),
    (r"gefitinib", "géfitinib", _T),
    (r"erlotinib", "erlotinib", _T),
    (r"afatinib", "afatinib", _T),
    (r"alectinib", "alectinib", _T),
    (r"lorlatinib", "lorlatinib", _T),
    (r"crizotinib", "crizotinib", _T),
    (r"brigatinib", "brigatinib", _T),
    (r"sotorasib", "sotorasib", _T),
    (r"selpercatinib", "selpercatinib", _T),
    (r"capmatinib", "capmatinib", _T),
    (r"larotrectinib", "larotrectinib", _T),
    (r"entrectinib", "entrectinib", _T),
    (r"dabrafenib", "dabrafénib", _T),
    (r"trametinib", "tramétinib", _T),
    (r"vemurafenib", "vémurafénib", _T),
    (r"encorafenib", "encorafénib", _T),
    (r"binimetinib", "binimétinib", _T),
    (r"imatinib", "imatinib", _T),
    (r"sunitinib", "sunitinib", _T),
    (r"pazopanib", "pazopanib", _T),
    (r"sorafenib", "sorafénib", _T),
    (r"regorafenib", "régorafénib", _T),
    (r"cabozantinib", "cabozantinib", _T),
    (r"lenvatinib", "lenvatinib", _T),
    (r"axitinib", "axitinib", _T),
    (r"ramucirumab", "ramucirumab", _T),
    (r"rituximab", "rituximab", _T),
    (r"ibrutinib", "ibrutinib", _T),
)

_SUPPORTIVE = re.compile(
    r"ondansetron|granisetron|aprepitant|filgrastim|zoledron|denosumab|dexamethason|"
    r"prednis|epoetin|"
    r"morphin|oxycodon|leucovorin|folinic|mesna"
)


def anticancer(name: str) -> tuple[str, TreatmentKind] | None:
    """The French name and kind of the anticancer drug these words name; None for no known one."""
    text = fold(name)
    return next(((fr, kind) for pattern, fr, kind in _NAMES if re.search(pattern, text)), None)


def is_supportive(name: str) -> bool:
    """Whether these words name a drug that goes with a treatment without being one."""
    return bool(_SUPPORTIVE.search(fold(name)))
