"""The columns of a meeting's list in French, however they are spelled, and the words inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from app.domain.text import fold
from app.domain.vocabulary import Sex, Site
from app.errors import UnreadableFile

REQUIRED = ("birth_name", "given_names", "birth_on", "label")

# every spelling is compared without accents, case, punctuation and small words
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "birth_name": ("nom naissance", "nom famille", "nom patronymique", "nom jeune fille"),
    "name": ("nom",),
    "used_name": ("nom utilise", "nom usage", "nom usuel", "nom marital", "nom epouse"),
    "given_names": ("prenoms", "prenom", "premier prenom", "prenoms naissance", "prenom naissance"),
    "sex": ("sexe", "genre", "civilite"),
    "birth_on": ("date naissance", "naissance", "ne", "nee", "ddn", "ne nee", "date naiss"),
    "birth_place": ("lieu naissance", "commune naissance", "ville naissance"),
    "local_id": ("ipp", "numero ipp", "n ipp", "numero dossier", "n dossier", "numero patient",
                 "n patient", "identifiant", "identifiant patient", "nip"),
    "ins": ("ins", "matricule ins", "numero ins", "ins nir"),
    "phone": ("telephone", "tel", "portable", "numero telephone"),
    "label": ("maladie", "diagnostic", "pathologie", "cancer", "tumeur"),
    "site": ("localisation", "organe", "site", "site primitif", "siege"),
    "stage": ("stade",),
    "tnm": ("tnm",),
    "performance_status": ("oms", "indice oms", "performance status", "ps", "ecog", "indice performance"),
    "question": ("question", "question posee", "motif", "motif presentation", "question rcp"),
    "requester": ("medecin referent", "medecin demandeur", "medecin", "referent", "demandeur",
                  "praticien", "oncologue", "medecin responsable"),
    "informed_on": ("informe", "date information", "patient informe", "informe date"),
    "informed_by": ("informe par", "patient informe par", "information donnee par"),
    "opposed": ("opposition", "oppose", "patient oppose", "opposition patient"),
}  # fmt: skip
_COLUMNS = {spelling: code for code, all_of in _SPELLINGS.items() for spelling in all_of}
_SMALL_WORDS = {"de", "du", "des", "d", "le", "la", "les", "l", "a", "au", "et", "ou", "e", "s"}

_SEXES: Mapping[str, Sex] = {
    "f": Sex.FEMALE, "feminin": Sex.FEMALE, "femme": Sex.FEMALE, "fille": Sex.FEMALE,
    "mme": Sex.FEMALE, "mlle": Sex.FEMALE, "madame": Sex.FEMALE,
    "m": Sex.MALE, "h": Sex.MALE, "masculin": Sex.MALE, "homme": Sex.MALE, "garcon": Sex.MALE,
    "mr": Sex.MALE, "monsieur": Sex.MALE,
    "": Sex.UNKNOWN, "i": Sex.UNKNOWN, "indetermine": Sex.UNKNOWN, "inconnu": Sex.UNKNOWN,
    "non precise": Sex.UNKNOWN,
}  # fmt: skip
_YES_NO = {"oui": True, "o": True, "x": True, "non": False, "n": False, "": None}

# the site said first in the text wins, not the first of this list
_SITES: tuple[tuple[str, Site], ...] = (
    (r"\bgist\b|sarcom|stromale gastro", Site.SARCOMA),
    (r"lymphom|leucemi|myelom|hodgkin|hemopath", Site.HAEMATOLOGY),
    (r"melanom", Site.MELANOMA),
    (r"primitif inconnu|\bacup\b|\bcup\b", Site.UNKNOWN_PRIMARY),
    (r"\bsein\b|mammaire", Site.BREAST),
    (r"poumon|bronch|pulmonaire|\bcbnpc\b|\bcbpc\b", Site.LUNG),
    (
        r"colorect|\bcolon\b|colique|\brectum\b|rectal|sigmoid|c[ao]ecum|caecal|\bccr",
        Site.COLORECTAL,
    ),
    (r"jonction oesogastrique|jonction œsogastrique|cardia|estomac|gastrique", Site.STOMACH),
    (r"oesophag|œsophag", Site.OESOPHAGUS),
    (r"pancrea", Site.PANCREAS),
    (r"biliaire|cholangiocarc|vesicule|ampullom", Site.BILIARY),
    (r"\bfoie\b|hepato|hepatique|\bchc\b", Site.LIVER),
    (r"\bgrele\b|duoden|jejun|ileon", Site.SMALL_BOWEL),
    (r"prostat", Site.PROSTATE),
    (r"vessie|vesical|urothel|uretere|voies urinaires", Site.BLADDER),
    (r"\breins?\b|renal", Site.KIDNEY),
    (r"ovair|ovarien|trompe", Site.OVARY),
    (r"col (de l ?.?)?uterus|col uterin|cervical", Site.CERVIX),
    (r"endometr|corps uterin|corps de l.uterus", Site.ENDOMETRIUM),
    (r"thyroid", Site.THYROID),
    (r"\borl\b|larynx|pharynx|\blangue\b|cavite buccale|amygdal|tete et cou|vads", Site.HEAD_NECK),
    (r"cerveau|cerebral|glioblastom|gliom|astrocytom", Site.BRAIN),
)
_SECONDARY = re.compile(r"meta(stase|stases|s)?\b(\s+\w+)?|metastatique")


def columns(header: Iterable[str]) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """The place of each known column, and the headers we do not know.

    `name` stays beside `birth_name` when a bare "Nom" stands for it. UnreadableFile when a needed
    column is missing, or one is there twice.
    """
    found: dict[str, int] = {}
    unknown = []
    for place, written in enumerate(header):
        code = _COLUMNS.get(_bare(written))
        if code is None:
            unknown.append(written)
        elif code in found:
            raise UnreadableFile("column_twice", column=written[:80])
        else:
            found[code] = place
    _settle_name(found)
    if not found.keys() & {"birth_name", "label"}:
        raise UnreadableFile("not_worklist")
    missing = [code for code in REQUIRED if code not in found]
    if missing:
        raise UnreadableFile("columns_missing", columns=",".join(missing))
    return found, tuple(filter(None, unknown))


def _settle_name(found: dict[str, int]) -> None:
    """A bare "Nom" is the name used where the birth name has its own column, else the birth name."""
    if "name" not in found:
        return
    if "birth_name" not in found:
        found["birth_name"] = found["name"]
    else:
        found.setdefault("used_name", found.pop("name"))


def sex_of(written: str) -> Sex | None:
    """The sex these words say; None when they say none of those we know."""
    return _SEXES.get(_words(written))


def answer_of(written: str) -> tuple[bool | None, bool]:
    """Yes, no or nothing, and whether the words were understood."""
    text = _words(written)
    return _YES_NO.get(text), text in _YES_NO


def site_of(place: str, disease: str) -> Site | None:
    """The primary site: as its own column says, failing that the first named in the disease."""
    return _site(place) or _site(_SECONDARY.sub(" ", fold(disease)))


def _site(text: str) -> Site | None:
    words = fold(text).strip()
    named = next((s for s in Site if words and words in {fold(s.label), s.value}), None)
    found = [(m.start(), n) for n, (p, _site_of) in enumerate(_SITES) if (m := re.search(p, words))]
    return named or (_SITES[min(found)[1]][1] if found else None)


def _words(written: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(written)))


def _bare(written: str) -> str:
    plain = re.sub(r"\([^)]*\)", "", written).replace("°", " ")
    kept = [w for w in _words(plain).split() if w not in _SMALL_WORDS]
    return " ".join(kept)
