"""A home with very many cases, stored in bulk: what a list and a search are measured on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app import clock
from app.domain import casefile as shapes
from app.domain.naming import name_tokens
from app.domain.partial_date import PartialDate
from app.domain.vocabulary import MarkerState, PresentationState, Sex, Site, Track
from app.extensions import db
from app.models import (
    Biomarker,
    Case,
    NameToken,
    Patient,
    Presentation,
    SearchToken,
    Tumour,
)
from app.services._index import case_words, clinical_words
from app.services._transaction import immediate

PORTION = 10_000
SYLLABLES = ("ba", "ker", "mo", "lin", "tes", "var", "dou", "gri", "pel", "no", "chau", "re")
GIVEN = ("Lucie", "Jean-Pierre", "Anne", "Karim", "Hélène", "Yann", "Simone", "Rémi", "Nadège")
TUMOURS = (
    ("Adénocarcinome du côlon gauche", Site.COLORECTAL),
    ("Carcinome canalaire du sein", Site.BREAST),
    ("Adénocarcinome du poumon droit", Site.LUNG),
    ("Mélanome du dos", Site.MELANOMA),
    ("Adénocarcinome du pancréas", Site.PANCREAS),
)
MARKERS = (("BRAF", "V600E"), ("KRAS", "G12C"), ("HER2", ""), ("MSI/MMR", ""))
Rows = dict[Any, list[dict[str, Any]]]


def fill(hospital: UUID, doctors: list[tuple[UUID, str]], wanted: int) -> None:
    """Store that many cases of one hospital, each requested by one of the doctors (id and family name)."""
    chance = random.Random(7)  # noqa: S311
    for first in range(1, wanted + 1, PORTION):
        rows: Rows = {
            table: []
            for table in (Patient, Tumour, Biomarker, Case, Presentation, NameToken, SearchToken)
        }
        for number in range(first, min(first + PORTION, wanted + 1)):
            _add(rows, chance, hospital, doctors[number % len(doctors)], number)
        with immediate():
            for table, given in rows.items():
                db.session.execute(sa.insert(table.__table__), given)


def give(doctor: UUID, cases: int) -> None:
    """Make a doctor the requester of the latest cases."""
    latest = sa.select(Case.id).order_by(Case.reference.desc()).limit(cases)
    with immediate():
        db.session.execute(
            sa.update(Presentation)
            .where(Presentation.case_id.in_(latest))
            .values(requester_id=doctor, version=Presentation.version + 1)
        )


def name(number: int) -> str:
    """A family name of four syllables, the same for very few numbers."""
    found, left = "", number * 7919 % len(SYLLABLES) ** 4
    for _syllable in range(4):
        left, rest = divmod(left, len(SYLLABLES))
        found += SYLLABLES[rest]
    return f"Test-{found.capitalize()}"


def reference(number: int) -> str:
    """References of years past, so that those of the world stay free."""
    return f"R-2020-{number:06d}"


def ins(number: int) -> str:
    """A national number of thirteen figures with its key, another for each case; fictitious (month 99 is nobody's)."""
    body = 1_99_99_00_000_000 + number
    return f"{body}{97 - body % 97:02d}"


def _add(
    rows: Rows, chance: random.Random, hospital: UUID, doctor: tuple[UUID, str], number: int
) -> None:
    patient_id, tumour_id, case_id = uuid4(), uuid4(), uuid4()
    patient = _patient(chance, number)
    (label, site), (marker, alteration) = chance.choice(TUMOURS), chance.choice(MARKERS)
    stamp = {"version": 1, "updated_at": clock.now(), "updated_by": "bench"}
    rows[Patient].append(
        {
            "id": patient_id,
            "hospital_id": hospital,
            "ins_number": ins(number),
            **_columns(patient),
            **stamp,
        }
    )
    facts = {"patient_id": patient_id, **stamp}
    rows[Tumour].append({"id": tumour_id, "label": label, "site": site, **facts})
    rows[Biomarker].append(
        {
            "id": uuid4(),
            "marker": marker,
            "alteration": alteration,
            "state": MarkerState.POSITIVE,
            **facts,
        }
    )
    rows[Case].append(
        {
            "id": case_id,
            "hospital_id": hospital,
            "patient_id": patient_id,
            "tumour_id": tumour_id,
            "reference": reference(number),
            "opened_at": clock.now() - timedelta(hours=number),
            **stamp,
        }
    )
    rows[Presentation].append(
        {
            "id": uuid4(),
            "case_id": case_id,
            "number": 1,
            "state": PresentationState.PREPARED,
            "track": Track.DISCUSS,
            "question": "Progression : quelle suite ?",
            "requester_id": doctor[0],
            **stamp,
        }
    )
    words = case_words(reference(number), patient, ins(number)) | _around(
        label, site.label, marker, alteration, doctor[1]
    )
    rows[SearchToken].extend(_tokens(words, case_id=case_id, hospital=hospital, number=number))
    rows[NameToken].extend(
        {"patient_id": patient_id, "hospital_id": hospital, "token": word}
        for word in name_tokens(patient)
    )


def _tokens(
    words: set[str], *, case_id: UUID, hospital: UUID, number: int
) -> Iterator[dict[str, Any]]:
    for word in words:
        yield {
            "case_id": case_id,
            "token": word,
            "hospital_id": hospital,
            "reference": reference(number),
        }


def _patient(chance: random.Random, number: int) -> shapes.Patient:
    born = PartialDate(chance.randint(1930, 2000), chance.randint(1, 12), chance.randint(1, 28))
    sex = chance.choice((Sex.FEMALE, Sex.MALE))
    return shapes.Patient(name(number), chance.choice(GIVEN), "", sex, born, "", f"P{number:06d}")


def _columns(patient: shapes.Patient) -> dict[str, Any]:
    wanted = ("birth_name", "given_names", "used_name", "sex", "birth_on", "local_id")
    return {column: getattr(patient, column) for column in wanted}


@cache
def _around(*texts: str) -> frozenset[str]:
    return frozenset(clinical_words(*texts))
