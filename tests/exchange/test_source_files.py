"""Sources on medicines: read whole with every trap of the public files, or refused with the file and the line."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest

from app.domain.sources import ReadSource, SourceKind
from app.errors import UnreadableFile
from app.exchange import codec
from app.exchange.source_files import read, restored
from app.wording.imports import refusal_sentence
from tests.exchange import small_sources as small
from tests.exchange.spoiling import outcome, spoilt

BDPM, EMA, CIVIC = SourceKind.BDPM, SourceKind.EMA, SourceKind.CIVIC
SHIPPED = Path(__file__).resolve().parents[2] / "seed" / "evidence"
SMALL = {BDPM: small.bdpm(), EMA: small.ema(), CIVIC: small.civic()}


def refused(kind: SourceKind, files: dict[str, bytes]) -> str:
    """The sentence of a refusal."""
    with pytest.raises(UnreadableFile) as found:
        read(kind, files)
    return refusal_sentence(found.value)


def test_bdpm_gives_one_sheet_by_substance_each_sentence_once():
    found = read(BDPM, small.bdpm())
    assert set(found.by_key) == {"dabrafenib"}
    sheet = found.by_key["dabrafenib"][0]
    assert sheet.medicines == ("TAFINLAR 50 mg, gélule", "TAFINLAR 75 mg, gélule")
    assert [(c.text, len(c.medicines)) for c in sheet.conditions] == [
        ("liste I", 1),
        ("prescription hospitalière", 2),
    ]
    asmr, smr = sheet.opinions
    assert (asmr.measure, asmr.value, asmr.text) == ("ASMR", "V", "Pas d’amélioration.")
    assert (smr.measure, smr.value, smr.on) == ("SMR", "Important", date(2014, 1, 22))
    assert smr.text == "Le service médical rendu est important :\nmélanome."
    assert smr.link == "https://has.example/c_1"


def test_bdpm_is_read_from_one_zip_too():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in small.bdpm().items():
            archive.writestr(f"dossier/{name}", content)
    assert read(BDPM, {"bdpm.zip": packed.getvalue()}) == read(BDPM, small.bdpm())


def test_the_ema_table_gives_the_first_medicine_before_its_copies_and_no_veterinary_one():
    found = read(EMA, small.ema())
    first, copy = found.by_key["dabrafenib"]
    assert (first.name, first.conditional, first.copy) == ("Tafinlar", True, False)
    assert first.indication == "Melanoma, BRAF V600."
    assert (copy.name, copy.copy) == ("Dabrafenib Copy", True)
    assert set(found.by_key) == {"dabrafenib"}
    assert found.latest == date(2024, 4, 3)


def test_civic_keeps_its_words_and_counts_what_it_leaves():
    found = read(CIVIC, small.civic())
    assert found.counts == {"items": 4, "genes": 2, "left_out": 1}
    assert [(i.direction, i.level, i.significance) for i in found.by_key["BRAF"]] == [
        ("Supports", "A", "Sensitivity/Response"),
        ("Supports", "B", "Resistance"),
        ("Does Not Support", "C", "Sensitivity/Response"),
    ]
    assert found.by_key["BRAF"][0].drugs == ("Dabrafenib", "Trametinib")


@pytest.mark.parametrize("kind", SMALL)
def test_what_is_stored_comes_back_the_same(kind):
    for group in read(kind, SMALL[kind]).by_key.values():
        assert restored(kind, codec.to_plain(list(group))) == group


@pytest.mark.parametrize(
    ("kind", "files", "said"),
    [
        (BDPM, {"CIS_bdpm.txt": b"1\n"}, "Il manque CIS_COMPO_bdpm.txt"),
        (BDPM, small.bdpm() | {"autre.txt": b"x\n"}, "autre.txt"),
        (
            BDPM,
            small.bdpm(CIS_CPD_bdpm="68000001\tliste I\r\n123\tliste I\r\n"),
            "ligne 2, « 123 »",
        ),
        (BDPM, small.bdpm(CIS_CPD_bdpm="68000001\tliste I\tx\r\n"), "ligne 1, 3 colonnes"),
        (BDPM, small.bdpm(CIS_CPD_bdpm="68000001\tliste I"), "s’arrête avant la fin"),
        (
            BDPM,
            small.bdpm(CIS_HAS_SMR_bdpm="68000001\tCT-1\tI\t20141322\tV\tx\r\n"),
            "ligne 1, « 20141322 » n’est pas une date",
        ),
        (BDPM, small.bdpm(CIS_COMPO_bdpm=""), "vide"),
        (EMA, small.ema("Category,Autre\nHuman,x\n"), "il manque les colonnes Name of medicine"),
        (EMA, small.ema(small.EMA.replace("26/08/2013", "26/18/2013")), "ligne 3, « 26/18/2013 »"),
        (EMA, small.ema() | {"b.csv": b"x"}, "un seul fichier"),
        (CIVIC, small.civic(small.CIVIC.replace("Does Not", "Peut-être")), "ligne 5"),
        (CIVIC, small.civic(small.CIVIC.replace("evidence_level", "niveau")), "evidence_level"),
        (
            CIVIC,
            small.civic(small.CIVIC + small.CIVIC.split("\n")[2] + "\n"),
            "déjà pris plus haut",
        ),
        (CIVIC, small.civic(small.CIVIC[:-1]), "s’arrête avant la fin"),
        (CIVIC, {"civic.tsv": b"\x00\x01"}, "pas un fichier de texte"),
        (CIVIC, {}, "Aucun fichier"),
    ],
)
def test_a_bad_file_is_refused_whole_with_its_line_and_the_reason(kind, files, said):
    assert said in refused(kind, files).replace("\u00a0", " ")


@pytest.mark.parametrize("kind", SMALL)
@pytest.mark.parametrize("seed", range(60))
def test_a_spoilt_file_is_read_whole_or_refused_never_a_crash(kind, seed):
    rng = random.Random(f"{kind}{seed}")  # noqa: S311
    name = rng.choice(sorted(SMALL[kind]))
    files = SMALL[kind] | {name: spoilt(SMALL[kind][name], rng)}
    found = outcome(lambda: read(kind, files))
    if isinstance(found, UnreadableFile):
        assert refusal_sentence(found)
    else:
        assert isinstance(found, ReadSource)
        assert found.by_key


def test_the_extract_that_comes_with_relais_is_dated_and_predictive_only():
    (path,) = SHIPPED.glob("civic-*.tsv")
    text = path.read_text(encoding="utf-8")
    assert "CC0" in text.split("\n")[0]
    assert read(CIVIC, {path.name: path.read_bytes()}).counts == {
        "items": 2097,
        "genes": 282,
        "left_out": 0,
    }


@pytest.mark.shared
def test_the_public_samples_are_read_whole(shared_data):
    medicines = shared_data / "drugs-fr-eu"
    files = {path.name: path.read_bytes() for path in (medicines / "bdpm-2022-06").iterdir()}
    french = read(BDPM, files)
    assert french.counts == {
        "medicines": 323, "substances": 55, "conditions": 1900, "opinions": 942,
    }  # fmt: skip
    table = medicines / "ema-medicines-oncology-2025-07.csv"
    european = read(EMA, {table.name: table.read_bytes()})
    assert european.counts["medicines"] == 295
    assert european.latest == date(2025, 7, 15)
    assert set(french.by_key) - set(european.by_key) == {"bosutinib", "cisplatin", "carboplatin"}
    evidence = shared_data / "evidence" / "civic_evidence.tsv"
    read_evidence = read(CIVIC, {evidence.name: evidence.read_bytes()})
    assert read_evidence.counts == {"items": 2097, "genes": 282, "left_out": 1374}
