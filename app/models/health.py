"""The patient's health beside the tumour: one table, so that one statement reads every shape of it.

Each class is a shape of `app.domain.health` (or the caution of the case file) with the same field names; a column
that the others leave empty may be null.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.domain.partial_date import PartialDate
from app.domain.value_sets import Coded
from app.domain.vocabulary import CautionKind, Presence, Response
from app.domain.vocabulary.health import (
    CheckKind,
    CheckResult,
    ImagingKind,
    NervousSite,
    NervousState,
    Pace,
    RedFlagKind,
    ReportKind,
    SocialTopic,
)

from ._base import Base, Part, choice
from .patient import DecimalText, Fact


def _text() -> Any:
    return mapped_column(sa.Text(), default="", nullable=True, use_existing_column=True)


def _code(kind: Any, column: str) -> Any:
    return mapped_column(column, choice(kind), nullable=True, use_existing_column=True)


class HealthFact(Fact, Base):
    """One row of any shape; `shape` says which."""

    __tablename__ = "health_fact"
    shape: Mapped[str] = mapped_column(sa.String(32))
    noted_on: Mapped[PartialDate | None]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """The base carries the version and reads every shape whole; each shape is named by its class."""
        if cls.__name__ == "HealthFact":
            return {
                "version_id_col": cls.version,
                "polymorphic_on": cls.shape,
                "with_polymorphic": "*",
            }
        return {"polymorphic_identity": re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()}


class Caution(HealthFact):
    """A comorbidity or precaution, present, looked for and absent, or unknown."""

    kind: Mapped[CautionKind] = _code(CautionKind, "caution_kind")
    presence: Mapped[Presence] = _code(Presence, "presence")
    detail: Mapped[str] = _text()


class G8(HealthFact):
    """A G8 score."""

    score: Mapped[Decimal] = mapped_column(DecimalText(), nullable=True)
    by: Mapped[str] = mapped_column("noted_by", sa.Text(), default="", nullable=True)
    note: Mapped[str] = _text()


class FamilyHistory(HealthFact):
    """A cancer in the family."""

    relation: Mapped[str] = _text()
    cancer: Mapped[str] = _text()
    age: Mapped[int | None]
    text: Mapped[str] = mapped_column("family_text", sa.Text(), default="", nullable=True)


class RedFlag(HealthFact):
    """An emergency, resolved or not."""

    kind: Mapped[RedFlagKind] = _code(RedFlagKind, "red_flag_kind")
    detail: Mapped[str] = _text()
    resolved: Mapped[bool] = mapped_column(default=False, nullable=True)
    resolved_on: Mapped[PartialDate | None]


class NervousDisease(HealthFact):
    """Brain or leptomeningeal disease."""

    site: Mapped[NervousSite] = _code(NervousSite, "nervous_site")
    state: Mapped[NervousState] = _code(NervousState, "nervous_state")
    treated: Mapped[bool | None]
    treatment: Mapped[str] = _text()


class Tempo(HealthFact):
    """How fast the disease goes."""

    pace: Mapped[Pace] = _code(Pace, "pace")
    said_by: Mapped[str] = _text()
    note: Mapped[str] = _text()


class Medication(HealthFact):
    """A current drug."""

    name: Mapped[str] = _text()
    dose: Mapped[str] = _text()
    reason: Mapped[str] = _text()


class Allergy(HealthFact):
    """An allergy, or that there is none."""

    presence: Mapped[Presence] = _code(Presence, "presence")
    substance: Mapped[str] = _text()
    reaction: Mapped[str] = _text()


class Check(HealthFact):
    """A test made before some treatments."""

    kind: Mapped[CheckKind] = _code(CheckKind, "check_kind")
    result: Mapped[CheckResult] = _code(CheckResult, "check_result")
    detail: Mapped[str] = _text()


class Imaging(HealthFact):
    """One imaging of the disease."""

    kind: Mapped[ImagingKind] = _code(ImagingKind, "imaging_kind")
    region: Mapped[str] = _text()
    finding: Mapped[str] = _text()
    conclusion: Mapped[Response | None] = _code(Response, "conclusion")


class Report(HealthFact):
    """The conclusion of a report."""

    kind: Mapped[ReportKind] = _code(ReportKind, "report_kind")
    text: Mapped[str] = mapped_column("report_text", sa.Text(), default="", nullable=True)
    author: Mapped[str] = _text()


class NotGiven(HealthFact):
    """A treatment planned and not given."""

    label: Mapped[str] = _text()
    official_type: Mapped[Coded | None] = mapped_column(Part(Coded))
    reason: Mapped[str] = _text()


class SocialNote(HealthFact):
    """What the team saw of daily life or morale."""

    topic: Mapped[SocialTopic] = _code(SocialTopic, "social_topic")
    presence: Mapped[Presence] = _code(Presence, "presence")
    detail: Mapped[str] = _text()
    noted_by: Mapped[str] = mapped_column(
        sa.Text(), default="", nullable=True, use_existing_column=True
    )
