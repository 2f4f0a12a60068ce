"""The patient and the dated clinical facts that hang on him or her."""

from __future__ import annotations

import uuid
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.health import DoseReduction, Toxicity
from app.domain.partial_date import PartialDate
from app.domain.value_sets import Coded
from app.domain.vocabulary import (
    Certainty,
    Considered,
    IdentityStatus,
    InsAuthority,
    Intent,
    Laterality,
    MarkerState,
    MeasureKind,
    Mechanism,
    Response,
    Sex,
    Site,
    StopReason,
    TreatmentKind,
)
from app.domain.vocabulary.health import Escat, Extent, ResponseMethod, SampleKind

from ._base import Base, Choices, Part, Parts, Versioned, choice, reference


class Patient(Versioned, Base):
    """A person as one hospital knows him or her; elsewhere it is another row."""

    __tablename__ = "patient"
    hospital_id: Mapped[uuid.UUID] = reference("hospital.id")
    birth_name: Mapped[str]
    given_names: Mapped[str] = mapped_column(default="")
    used_name: Mapped[str] = mapped_column(default="")
    sex: Mapped[Sex] = mapped_column(choice(Sex), default=Sex.UNKNOWN)
    birth_on: Mapped[PartialDate | None]
    birth_place: Mapped[str] = mapped_column(default="")
    local_id: Mapped[str] = mapped_column(sa.String(80), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    deceased_on: Mapped[PartialDate | None]
    no_contact_on: Mapped[PartialDate | None]
    address: Mapped[str] = mapped_column(default="")
    emergency_contact: Mapped[str] = mapped_column(default="")
    ins_number: Mapped[str] = mapped_column(sa.String(40), default="", index=True)
    ins_authority: Mapped[InsAuthority | None] = mapped_column(choice(InsAuthority))
    identity_status: Mapped[IdentityStatus] = mapped_column(
        choice(IdentityStatus), default=IdentityStatus.PROVISIONAL
    )
    birth_place_code: Mapped[str] = mapped_column(sa.String(10), default="")
    merged_into_id: Mapped[uuid.UUID | None] = reference("patient.id", nullable=True)


class Fact(Versioned):
    """What all clinical facts share: they hang on the patient, and a withdrawn one stays with its trace."""

    patient_id: Mapped[uuid.UUID] = reference("patient.id")
    withdrawn: Mapped[bool] = mapped_column(default=False)


class Tumour(Fact, Base):
    """A primary tumour."""

    __tablename__ = "tumour"
    label: Mapped[str]
    site: Mapped[Site] = mapped_column(choice(Site), default=Site.OTHER)
    laterality: Mapped[Laterality | None] = mapped_column(choice(Laterality))
    histology: Mapped[str] = mapped_column(default="")
    morphology_code: Mapped[str] = mapped_column(sa.String(20), default="")
    topography_code: Mapped[str] = mapped_column(sa.String(20), default="")
    diagnosed_on: Mapped[PartialDate | None]
    stage: Mapped[str] = mapped_column(sa.String(200), default="")
    tnm: Mapped[str] = mapped_column(sa.String(200), default="")
    tnm_edition: Mapped[str] = mapped_column(sa.String(40), default="")
    metastatic_sites: Mapped[str] = mapped_column(default="")
    by_screening: Mapped[bool | None]
    tnm_not_applicable: Mapped[bool] = mapped_column(default=False)
    other_name: Mapped[str] = mapped_column(default="")
    other_value: Mapped[str] = mapped_column(default="")
    other_version: Mapped[str] = mapped_column(default="")
    other_on: Mapped[PartialDate | None]
    phase: Mapped[Coded | None] = mapped_column(Part(Coded))
    relapsed_on: Mapped[PartialDate | None]
    progressing: Mapped[bool | None]
    progression_extent: Mapped[list[Extent]] = mapped_column(Choices(Extent), default=list)


class Biomarker(Fact, Base):
    """A molecular or pathology marker and its state."""

    __tablename__ = "biomarker"
    marker: Mapped[str] = mapped_column(sa.String(200))
    state: Mapped[MarkerState] = mapped_column(choice(MarkerState, closed=True))
    alteration: Mapped[str] = mapped_column(default="")
    uncertain: Mapped[bool] = mapped_column(default=False)
    value: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="")
    sample: Mapped[str] = mapped_column(default="")
    laboratory: Mapped[str] = mapped_column(default="")
    resulted_on: Mapped[PartialDate | None]
    ordered_on: Mapped[PartialDate | None]
    due_on: Mapped[PartialDate | None]
    sample_kind: Mapped[SampleKind | None] = mapped_column(choice(SampleKind))
    sample_site: Mapped[str] = mapped_column(default="")
    sample_on: Mapped[PartialDate | None]
    escat: Mapped[Escat | None] = mapped_column(choice(Escat))
    note: Mapped[str] = mapped_column(default="")
    board_asked_on: Mapped[PartialDate | None]
    board_seen_on: Mapped[PartialDate | None]
    board_conclusion: Mapped[str] = mapped_column(default="")


class DecimalText(sa.types.TypeDecorator[Decimal]):
    """A decimal kept exactly as typed; SQLite has no decimal type."""

    impl = sa.String(20)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> str | None:
        """Decimal in, text stored."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Decimal | None:
        """Text out, decimal."""
        return None if value is None else Decimal(value)


class Treatment(Fact, Base):
    """A past or current treatment."""

    __tablename__ = "treatment"
    label: Mapped[str]
    kind: Mapped[TreatmentKind] = mapped_column(choice(TreatmentKind))
    line: Mapped[int | None]
    line_is_derived: Mapped[bool] = mapped_column(default=False)
    drugs: Mapped[list[str]] = mapped_column(default=list)
    intent: Mapped[Intent] = mapped_column(choice(Intent), default=Intent.UNKNOWN)
    started_on: Mapped[PartialDate | None]
    ended_on: Mapped[PartialDate | None]
    cycles: Mapped[int | None]
    best_response: Mapped[Response | None] = mapped_column(choice(Response))
    progressed_on: Mapped[PartialDate | None]
    progression_sites: Mapped[str] = mapped_column(default="")
    stop_reason: Mapped[StopReason | None] = mapped_column(choice(StopReason))
    dose_note: Mapped[str] = mapped_column(default="")
    confirmed_by: Mapped[str] = mapped_column(default="")
    considered: Mapped[list[Considered]] = mapped_column(Choices(Considered), default=list)
    mechanisms: Mapped[list[Mechanism]] = mapped_column(Choices(Mechanism), default=list)
    mechanism_certainty: Mapped[Certainty | None] = mapped_column(choice(Certainty))
    note: Mapped[str] = mapped_column(default="")
    dose_reductions: Mapped[list[DoseReduction]] = mapped_column(Parts(DoseReduction), default=list)
    dose_intensity: Mapped[Decimal | None] = mapped_column(DecimalText())
    toxicities: Mapped[list[Toxicity]] = mapped_column(Parts(Toxicity), default=list)
    response_method: Mapped[ResponseMethod | None] = mapped_column(choice(ResponseMethod))
    progression_extent: Mapped[list[Extent]] = mapped_column(Choices(Extent), default=list)
    ongoing: Mapped[bool | None]
    official_type: Mapped[Coded | None] = mapped_column(Part(Coded))


class Measure(Fact, Base):
    """A dated measure: performance status, weight, albumin…"""

    __tablename__ = "measure"
    kind: Mapped[MeasureKind] = mapped_column(choice(MeasureKind))
    value: Mapped[Decimal] = mapped_column(DecimalText())
    measured_on: Mapped[PartialDate | None]
    note: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(sa.String(40), default="")
    method: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
