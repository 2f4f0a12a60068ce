"""Every shape of the patient's health is stored whole, read back the same, corrected and withdrawn with its trace."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain import casefile as facts
from app.domain.health import DoseReduction, Toxicity
from app.domain.partial_date import PartialDate as D
from app.domain.vocabulary import (
    CautionKind,
    MarkerState,
    MeasureKind,
    Presence,
    Response,
    TreatmentKind,
)
from app.domain.vocabulary.health import (
    CheckKind,
    CheckResult,
    Escat,
    Extent,
    ImagingKind,
    NervousSite,
    NervousState,
    Pace,
    RedFlagKind,
    ResponseMethod,
    SampleKind,
    SocialTopic,
)
from app.errors import NotFound, StaleVersion
from app.extensions import db
from app.models import AuditEntry, Case, HealthFact
from app.queries import case_files
from app.queries import cases as queries
from app.queries.facts import PARTS
from app.services import cases
from tests.services.board import ONCE, record_of, refused, row
from tests.world import World, new_case

pytestmark = pytest.mark.usefixtures("app")

ON = D(2026, 1, 4)
LINE = facts.Treatment(
    "FOLFIRI",
    TreatmentKind.CHEMOTHERAPY,
    2,
    best_response=Response.STABLE,
    response_method=ResponseMethod.RECIST,
    progression_extent=(Extent.LOCAL, Extent.DISTANT),
    dose_intensity=Decimal("78.5"),
    dose_reductions=(DoseReduction("−25 %", "irinotécan", "diarrhée", ON), DoseReduction("report")),
    toxicities=(Toxicity("Diarrhée", 3, ON, "résolue", "5.0"), Toxicity("Fatigue")),
    ongoing=False,
)
MARKER = facts.Biomarker(
    "KRAS",
    MarkerState.POSITIVE,
    "p.Gly12Cys",
    sample_kind=SampleKind.LIQUID_BIOPSY,
    sample_site="sang",
    sample_on=ON,
    escat=Escat.I_A,
    note="relu",
)
CLEARANCE = facts.Measure(
    MeasureKind.CLEARANCE, Decimal("61.5"), ON, unit="mL/min/1,73 m²", method="CKD-EPI"
)
HEALTH: tuple[Any, ...] = (
    facts.Caution(CautionKind.QT, Presence.NO, "ECG fait", ON),
    facts.G8(Decimal("13.5"), ON, "Mme Test", "à revoir"),
    facts.FamilyHistory("Mère", "sein", 44, "BRCA non cherché", ON),
    facts.RedFlag(RedFlagKind.OTHER, "saignement", ON, True, D(2026, 2)),
    facts.NervousDisease(NervousSite.BRAIN, NervousState.STABLE, True, "radiochirurgie", ON),
    facts.Tempo(Pace.RAPID, "Dr Test", ON, "deux scanners"),
    facts.Imaging(ImagingKind.CT, "foie", "stable", Response.STABLE, ON),
    facts.Medication("Amlodipine", "5 mg", "tension", ON),
    facts.Allergy(Presence.YES, "pénicilline", "urticaire", ON),
    facts.Check(CheckKind.HEPATITIS_B, CheckResult.POSITIVE, "anti-HBc", ON),
    facts.SocialNote(SocialTopic.DISTRESS, Presence.YES, "pleure souvent", "IDE", ON),
)


def file_of(world: World, case_id: UUID) -> facts.CaseFile:
    """The file as the coordinator reads it."""
    return queries.file(world.actors["coordinator"], case_id).file


def part(file: facts.CaseFile, fact: Any) -> tuple[Any, ...]:
    """The part of the file where such facts stand."""
    return tuple(getattr(file, PARTS[type(fact)]))


def test_an_imported_file_keeps_every_shape_whole(world: World) -> None:
    new = new_case(world, name="TEST-ENTIER")
    held = {PARTS[type(fact)]: (fact,) for fact in (*HEALTH, LINE, MARKER, CLEARANCE)}
    opened = cases.open_case(
        world.actors["coordinator"], replace(new, file=replace(new.file, **held))
    )
    read = file_of(world, opened)
    assert {name: getattr(read, name) for name in held} == held


@pytest.mark.parametrize("fact", [*HEALTH, LINE, MARKER, CLEARANCE], ids=lambda f: type(f).__name__)
def test_a_typed_fact_is_read_back_corrected_and_withdrawn(world: World, fact: Any) -> None:
    coordinator, kind = world.actors["coordinator"], type(fact)
    cases.save_fact(coordinator, world.case, fact, None, 0, ONCE)
    stored = next(found for found in part(file_of(world, world.case), fact) if found == fact)
    read, version = queries.fact(coordinator, world.case, kind, UUID(stored.id))
    assert (read, version) == (fact, 1)
    undated = replace(
        fact, **{n: None for n in ("noted_on", "measured_on", "sample_on") if hasattr(fact, n)}
    )
    undated = replace(undated, dose_intensity=None) if kind is facts.Treatment else undated
    cases.save_fact(coordinator, world.case, undated, UUID(stored.id), 1, ONCE)
    assert undated in part(file_of(world, world.case), fact)
    with pytest.raises(StaleVersion):
        cases.save_fact(coordinator, world.case, fact, UUID(stored.id), 1, ONCE)
    cases.withdraw_fact(coordinator, world.case, kind, UUID(stored.id), ONCE)
    assert undated not in part(file_of(world, world.case), fact)


def test_the_trace_names_the_shape_and_never_its_words(world: World) -> None:
    note = HEALTH[-1]
    cases.save_fact(world.actors["coordinator"], world.case, note, None, 0, ONCE)
    entry = db.session.scalar(sa.select(AuditEntry).where(AuditEntry.action == "social_note.added"))
    db.session.rollback()
    assert entry is not None
    assert note.detail not in str(vars(entry))


def test_one_shape_is_never_reached_through_the_name_of_another(world: World) -> None:
    coordinator = world.actors["coordinator"]
    cases.save_fact(coordinator, world.case, HEALTH[1], None, 0, ONCE)
    score = file_of(world, world.case).g8[0]
    with pytest.raises(NotFound):
        queries.fact(coordinator, world.case, facts.Allergy, UUID(score.id))


def test_an_emergency_cannot_be_noted_for_tomorrow(world: World) -> None:
    flag = facts.RedFlag(RedFlagKind.OBSTRUCTION, noted_on=D(2199))
    with refused("date_in_future"):
        cases.save_fact(world.actors["coordinator"], world.case, flag, None, 0, ONCE)


def test_the_board_and_the_agenda_read_what_the_file_holds(world: World) -> None:
    for fact in HEALTH:
        cases.save_fact(world.actors["coordinator"], world.case, fact, None, 0, ONCE)
    record = record_of(world.actors["coordinator"], world.presentation)
    assert all(fact in part(record.case_file, fact) for fact in HEALTH)
    case = row(Case, world.case)
    listed = case_files.at_board([case])[case.id]
    db.session.rollback()
    assert all(fact in part(listed, fact) for fact in HEALTH)
    kept = db.session.scalar(sa.select(sa.func.count()).select_from(HealthFact))
    db.session.rollback()
    assert kept == len(HEALTH)
