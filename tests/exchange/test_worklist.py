"""The list of a meeting in CSV: any usual spelling is read, and a bad cell is named with its row."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from app.domain.partial_date import PartialDate
from app.domain.vocabulary import IdentityStatus, Sex, Site
from app.errors import UnreadableFile, UnreadableTable
from app.exchange.worklist import WorklistRow, read_worklist
from app.wording.imports import bad_cell_sentences, note_sentence
from tests.exchange.spoiling import assert_presentable, outcome, said, spoilt

HEADER = (
    "Nom de naissance;Nom utilisé;Prénoms;Sexe;Date de naissance;IPP;Maladie;Localisation;"
    "Stade;OMS;Question;Médecin référent;Informé le;Informé par;Opposition"
)
DURAND = (
    "TEST-DÉRAND;TEST-MARTIN;Zoé Éléonore;F;12/04/1961;0042;Adénocarcinome du côlon;Côlon;"
    "IV;1;Quelle suite après FOLFOX ?;Dr Test;05/01/2026;Dr Test;non"
)
BENALI = "TEST-BENALI;;Karim;M;1958-03;0043;CBNPC métastatique au foie;;;;;;;;"
LIST = f"{HEADER}\n{DURAND}\n\n{BENALI}\n"


def read(text: str = LIST) -> tuple[WorklistRow, ...]:
    """The rows of a list in UTF-8."""
    return read_worklist(text.encode())


def small(*rows: str, header: str = "Nom,Prénom,Né(e) le,Diagnostic") -> tuple[WorklistRow, ...]:
    """The rows of a list with few columns."""
    return read("\n".join([header, *rows]) + "\n")


def test_every_column_finds_its_place() -> None:
    row, _other = read()
    file, asked = row.case.case_file, row.case.asked
    assert (file.patient.birth_name, file.patient.used_name) == ("TEST-DÉRAND", "TEST-MARTIN")
    assert (file.patient.given_names, file.patient.sex) == ("Zoé Éléonore", Sex.FEMALE)
    assert (file.patient.birth_on, file.patient.local_id) == (PartialDate(1961, 4, 12), "0042")
    assert (file.tumour.label, file.tumour.site, file.tumour.stage) == (
        "Adénocarcinome du côlon",
        Site.COLORECTAL,
        "IV",
    )
    assert [m.value for m in file.measures] == [Decimal(1)]
    assert (row.question, row.requester_name) == ("Quelle suite après FOLFOX ?", "Dr Test")
    assert (asked.informed_on, asked.informed_by, asked.opposed) == (
        PartialDate(2026, 1, 5),
        "Dr Test",
        False,
    )


def test_rows_are_numbered_as_a_spreadsheet_does_and_keep_the_precision_of_dates() -> None:
    rows = read()
    assert [r.number for r in rows] == [2, 4]
    assert rows[1].case.case_file.patient.birth_on == PartialDate(1958, 3)
    assert rows[1].case.asked.opposed is None


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode("utf-8-sig"),
        LIST.encode("cp1252"),
        LIST.replace(";", ",").encode(),
        LIST.replace(";", "\t").encode(),
        LIST.replace("\n", "\r\n").encode("cp1252"),
        LIST.rstrip().encode(),
        LIST.replace("TEST-BENALI", '"TEST-BENALI"').encode(),
    ],
    ids=["mark", "cp1252", "commas", "tabs", "windows", "no-last-break", "quotes"],
)
def test_encodings_separators_and_line_ends_make_no_difference(content: bytes) -> None:
    assert read_worklist(content) == read()


@pytest.mark.parametrize(
    "header",
    [
        "NOM DE NAISSANCE,PRENOM(S),DATE DE NAISSANCE (JJ/MM/AAAA),DIAGNOSTIC",
        "Nom de famille,Prénoms,Né(e) le,Pathologie",
        "nom naissance , prénom,DDN,Maladie :",
        "Nom,Prénom,Date de naissance,Tumeur",
    ],
)
def test_headers_may_be_spelled_in_many_ways(header: str) -> None:
    (row,) = small("TEST-PETIT,Anne,03/02/1950,Cancer du sein gauche", header=header)
    assert row.case.case_file.patient.birth_name == "TEST-PETIT"
    assert row.case.case_file.tumour.site is Site.BREAST


def test_a_bare_name_is_the_birth_name_with_a_doubt_or_the_name_used_beside_it() -> None:
    (alone,) = small("TEST-PETIT,Anne,1950,Cancer du sein")
    assert any("TEST-PETIT" in note_sentence(n) for n in alone.case.notes)
    header = "Nom,Nom de naissance,Prénom,Né(e) le,Diagnostic"
    (beside,) = small("TEST-GRAND,TEST-PETIT,Anne,1950,Cancer du sein", header=header)
    patient = beside.case.case_file.patient
    assert (patient.birth_name, patient.used_name) == ("TEST-PETIT", "TEST-GRAND")
    assert "birth_name_assumed" not in {n.code for n in beside.case.notes}


@pytest.mark.parametrize(
    ("place", "disease", "site"),
    [
        ("Poumon", "x", Site.LUNG),
        ("", "Adénocarcinome bronchique", Site.LUNG),
        ("", "Métastases hépatiques d'un cancer du côlon", Site.COLORECTAL),
        ("", "Mélanome avec métastases pulmonaires", Site.MELANOMA),
        ("", "Cancer du col de l’utérus", Site.CERVIX),
        ("", "Cancer de l'endomètre", Site.ENDOMETRIUM),
        ("Œsophage", "Carcinome épidermoïde", Site.OESOPHAGUS),
        ("Estomac ou jonction œsogastrique", "Adénocarcinome", Site.STOMACH),
        ("Voies biliaires", "Cholangiocarcinome", Site.BILIARY),
        ("Ovaire", "Carcinome séreux", Site.OVARY),
        ("", "Tumeur rare", Site.OTHER),
    ],
)
def test_the_site_is_read_from_its_column_or_from_the_disease(
    place: str, disease: str, site: Site
) -> None:
    header = "Nom de naissance;Prénom;DDN;Maladie;Organe"
    (row,) = read(f"{header}\nTEST-A;B;1950;{disease};{place}\n")
    assert row.case.case_file.tumour.site is site
    assert ("site_unknown" in {n.code for n in row.case.notes}) is (site is Site.OTHER)


def test_the_same_patient_has_the_same_key_in_the_next_list() -> None:
    numbered, named = read()[0].case, small("TEST-PETIT,Anne,03/02/1950,Cancer du sein")[0].case
    assert numbered.source_key == "csv:0042"
    assert named.source_key == "csv:test-petit|anne|1950-02-03"


def test_columns_we_do_not_keep_are_named_where_they_say_something() -> None:
    header = "Nom de naissance,Prénom,DDN,Maladie,Salle,Repas"
    full, empty = small("TEST-A,B,1950,Cancer,S1,", "TEST-C,D,1951,Cancer,,", header=header)
    assert "Colonnes non reprises\u00a0: Salle, Repas." in [
        note_sentence(n) for n in full.case.notes
    ]
    assert "columns_left" not in {n.code for n in empty.case.notes}


@pytest.mark.parametrize(
    ("number", "wrong"), [("279035121518989", False), ("2 79 03 51 215 189 88", True), ("12", True)]
)
def test_a_wrong_identity_key_is_told_and_blocks_nothing(number: str, wrong: bool) -> None:
    header = "Nom de naissance,Prénom,DDN,Maladie,INS"
    (row,) = small(f"TEST-A,B,1979-03-28,Cancer du sein,{number}", header=header)
    codes = {n.code for n in row.case.notes}
    assert "ins_provisional" in codes
    assert ("ins_wrong_key" in codes) is wrong
    ins = row.case.case_file.ins
    assert (ins.number, ins.authority) == (number.replace(" ", ""), None)
    assert ins.status is IdentityStatus.PROVISIONAL, "a file never qualifies an identity"


def test_an_informed_patient_without_a_date_is_told() -> None:
    header = "Nom de naissance,Prénom,DDN,Maladie,Patient informé"
    yes, no = small("TEST-A,B,1950,Cancer,oui", "TEST-C,D,1951,Cancer,non", header=header)
    assert yes.case.asked.informed_on is None
    assert "informed_without_date" in {n.code for n in yes.case.notes}
    assert "informed_without_date" not in {n.code for n in no.case.notes}


def test_every_bad_cell_is_named_by_row_and_column_and_nothing_is_read() -> None:
    rows = [
        "TEST-A;;Zoé;F;31/02/1960;1;Cancer du sein;;;;;;;;",
        "TEST-B;;Zoé;X;1960;2;;;;9;;;hier;;peut-être",
        "TEST-C;;Zoé;F;1960;3;Cancer du sein;;;;;;;;non",
        "TEST-D;;Zoé;F;1960;3;Cancer du sein;;;;;;;;",
        f"TEST-E;;{'é' * 201};F;1960;5;Cancer du sein;;;;;;;;;en trop",
    ]
    with pytest.raises(UnreadableTable) as refused:
        read("\n".join([HEADER, *rows]) + "\n")
    sentences = [s.replace("\u00a0", " ") for s in bad_cell_sentences(refused.value)]
    assert [(s.split(" : ")[0]) for s in sentences] == [
        "Ligne 2, « Date de naissance »",
        "Ligne 3, « Maladie »",
        "Ligne 3, « Sexe »",
        "Ligne 3, « OMS »",
        "Ligne 3, « Opposition »",
        "Ligne 3, « Informé le »",
        "Ligne 4, « Informé par »",
        "Ligne 5",
        "Ligne 6, « Prénoms »",
        "Ligne 6",
    ]
    assert "« 31/02/1960 » n’est pas une date ; écrivez 14/03/1958" in sentences[0].replace(
        "\u202f", " "
    )
    assert "le même patient qu’à la ligne 4" in sentences[7]
    whole = said(refused.value)
    assert "cellules à corriger dans ce tableau, 10" in whole
    assert "Ligne 6 : plus de cellules que de colonnes." in whole


REFUSALS = [
    (b"", "est vide"),
    (b"\n \n", "est vide"),
    (b"bonjour", "n’est pas une liste de réunion"),
    (b"a;b;c\n1;2;3\n", "Nom de naissance, Prénoms, Date de naissance, Maladie"),
    ("Nom;Prénom\nA;B\n".encode(), "Il manque des colonnes à ce tableau : Date de naissance, Maladie"),
    ("Nom de naissance;Nom de famille;Prénom;DDN;Maladie\n".encode(), "« Nom de famille » est là deux fois"),
    ((HEADER + "\n").encode(), "aucun patient"),
    (LIST.encode("utf-16"), "UTF-16"),
    (LIST.encode() + b"\x00", "n’est pas un fichier de texte"),
    (LIST.encode() + "TEST-é".encode("cp1252") + b";\n", "mêle deux encodages"),
    (LIST.encode() + b"TEST-\xc3", "s’arrête avant la fin"),
    ((LIST + 'TEST-A;"Zo').encode(), "s’arrête avant la fin"),
    ((LIST + "TEST-A;Zo").encode(), "s’arrête avant la fin"),
    ((LIST + 'TEST-A;"Zoé"x;\n').encode(), "ligne illisible (ligne 5)"),
    (b" " * (20 * 1024 * 1024 + 1), "dépasse 20 Mo"),
    ((HEADER + "\n" + "x\n" * 20_001).encode(), "dépasse 20000 lignes"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "wanted"), REFUSALS, ids=[r[1] for r in REFUSALS])
def test_a_file_that_is_no_list_is_refused_with_what_to_do(content: bytes, wanted: str) -> None:
    assert wanted in said(outcome(lambda: read_worklist(content)))


def test_dates_ahead_or_before_birth_are_left_to_the_case() -> None:
    (row,) = small(
        "TEST-A,B,2150,Cancer,1900", header="Nom de naissance,Prénom,DDN,Maladie,Informé le"
    )
    assert row.case.case_file.patient.birth_on == PartialDate(2150)
    assert row.case.asked.informed_on == PartialDate(1900)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_spoilt_list_is_refused_or_read_and_nothing_else(encoding: str) -> None:
    content = LIST.encode(encoding)
    rng = random.Random(encoding)  # noqa: S311
    kinds = set()
    for _time in range(1500):
        found = outcome(lambda: read_worklist(spoilt(content, rng)))
        kinds.add(isinstance(found, UnreadableFile))
        if isinstance(found, tuple):
            assert_presentable(row.case for row in found)
        else:
            assert said(found)
    assert kinds == {True, False}
