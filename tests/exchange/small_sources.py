"""Small sources for tests, in the shape of the public files."""

from __future__ import annotations

_SHEET = "68000001\tTAFINLAR 50 mg, gélule\tgélule\torale\tAutorisation active\tProcédure\tCommercialisée\t26/08/2013\t\tEU/1\t NOVARTIS\tNon\r\n"
BDPM = {
    "CIS_bdpm.txt": _SHEET + _SHEET.replace("68000001", "68000002").replace("50 mg", "75 mg"),
    "CIS_COMPO_bdpm.txt": (
        "68000001\tgélule\t1\tMÉSILATE DE DABRAFÉNIB\t59 mg\tune gélule\tSA\t1\t\r\n"
        "68000001\tgélule\t2\tDABRAFÉNIB\t50 mg\tune gélule\tFT\t1\t\r\n"
        "68000002\tgélule\t2\tDABRAFÉNIB\t75 mg\tune gélule\tFT\t1\t\r\n"
    ),
    "CIS_CPD_bdpm.txt": "68000001\tprescription hospitalière\r\n\r\n68000002\tprescription hospitalière\r\n68000002\tliste I\r\n",
    "CIS_HAS_SMR_bdpm.txt": "68000001\tCT-1\tInscription (CT)\t20140122\tImportant\tLe service médical rendu est important :<br>mélanome.\r\n",
    "CIS_HAS_ASMR_bdpm.txt": "68000001\tCT-1\tInscription (CT)\t20140122\tV\tPas d’amélioration.\r\n68999999\tCT-2\tInscription (CT)\t20150122\tV\tSpécialité disparue.\r\n",
    "HAS_LiensPageCT_bdpm.txt": "CT-1\thttps://has.example/c_1\r\n",
}
_EMA_HEADER = (
    "Category,Name of medicine,EMA product number,Medicine status,International non-proprietary name "
    "(INN) / common name,Active substance,Therapeutic indication,Biosimilar,Conditional approval,"
    "Exceptional circumstances,Generic or hybrid,Marketing authorisation date,Last updated date,Medicine URL"
)
EMA = (
    f"{_EMA_HEADER}\r\n"
    "Human,Dabrafenib Copy,EMEA/2,Authorised,dabrafenib,dabrafenib mesilate,Same,No,No,No,Yes,01/02/2024,03/04/2024,https://ema.example/b\r\n"
    'Human,Tafinlar,EMEA/1,Authorised,dabrafenib,dabrafenib mesilate,"Melanoma,&nbsp;BRAF V600.",No,Yes,No,No,26/08/2013,03/04/2024,https://ema.example/a\r\n'
    "Veterinary,Chien,V/1,Authorised,toceranib,toceranib,Dogs,No,No,No,No,,,\r\n"
)
_CIVIC_HEADER = (
    "molecular_profile", "disease", "therapies", "therapy_interaction_type", "evidence_type",
    "evidence_direction", "evidence_level", "significance", "citation_id", "source_type",
    "citation", "rating", "evidence_status", "evidence_id", "variant_origin",
    "last_review_date", "is_flagged",
)  # fmt: skip


def civic_row(number: int, profile: str, drugs: str, *said: str, kind: str = "Predictive") -> str:
    """One line: direction, level and significance in `said`."""
    direction, level, significance = said
    cells = (
        profile, "Melanoma", drugs, "Combination" if "," in drugs else "", kind, direction, level,
        significance, "123", "PubMed", "Auteur et al., 2020", "4", "accepted", str(number), "Somatic",
        "2024-02-03 10:00:00 UTC", "false",
    )  # fmt: skip
    return "\t".join(cells)


CIVIC = "\n".join(
    (
        "# Notice",
        "\t".join(_CIVIC_HEADER),
        civic_row(
            1, "BRAF V600E", "Dabrafenib,Trametinib", "Supports", "A", "Sensitivity/Response"
        ),
        civic_row(2, "BRAF V600E", "Dabrafenib", "Supports", "B", "Resistance"),
        civic_row(3, "BRAF V600E", "Dabrafenib", "Does Not Support", "C", "Sensitivity/Response"),
        civic_row(4, "BRAF V600E", "", "Supports", "B", "Poor Outcome", kind="Prognostic"),
        civic_row(5, "KRAS G12C", "Sotorasib", "Supports", "A", "Sensitivity/Response"),
        "",
    )
)


def bdpm(**changed: str) -> dict[str, bytes]:
    """The six files in windows-1252; `CIS_bdpm="…"` changes one."""
    texts = BDPM | {f"{name}.txt": text for name, text in changed.items()}
    return {name: text.encode("cp1252") for name, text in texts.items()}


def ema(text: str = EMA) -> dict[str, bytes]:
    """The table as a file."""
    return {"ema.csv": text.encode()}


def civic(text: str = CIVIC) -> dict[str, bytes]:
    """The evidence as a file."""
    return {"civic.tsv": text.encode()}
