"""The coming meeting as a coordinator prepares it: minutes, specialists, a complex case, a late one, too much for the hour.

Every patient is invented and kept short: a tumour, a question, and whether the patient was informed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import casefile as facts
from app.domain.agenda import Pace
from app.domain.permissions import Actor
from app.domain.urgent import Consulted, UrgentOpinion
from app.domain.vocabulary import Sex, Site, Track
from app.extensions import db
from app.models import Meeting, Presentation
from app.services import agenda, cases, meetings, preliminary, urgent
from app.services._transaction import immediate

from .people import ONCE, Cast, actor
from .story import born, informed

PATHOLOGY, RADIOTHERAPY = "Anatomopathologie", "Oncologie radiothérapique"
SURGERY = "Chirurgie viscérale"


@dataclass(frozen=True)
class Brief:
    """One short case: who, what, the question, and what is planned for it."""

    name: str
    given: str
    sex: Sex
    age: int
    tumour: str
    site: Site
    question: str
    plan: agenda.Triage
    stage: str = ""
    told_days_ago: int | None = 4


def _plan(minutes: int | None = None, *who: str, why: str = "", **more: str) -> agenda.Triage:
    return agenda.Triage(Track.DISCUSS, minutes, bool(why), why, who, **more)


LISTED = (
    Brief("TEST-ARNAUD", "Lina", Sex.FEMALE, 63, "Carcinome épidermoïde de l’anus", Site.COLORECTAL, "Résidu à trois mois : biopsie ou surveillance ?", _plan(6, PATHOLOGY), "III"),
    Brief("TEST-BOUCHER", "Yves", Sex.MALE, 77, "Adénocarcinome du pancréas", Site.PANCREAS, "Progression sous gemcitabine : quelle suite ?", _plan(8, SURGERY, RADIOTHERAPY, why="Trois avis à réunir"), "III", None),
    Brief("TEST-CARPENTIER", "Aya", Sex.FEMALE, 49, "Carcinome canalaire infiltrant", Site.BREAST, "Maladie résiduelle après chimiothérapie : quel adjuvant ?", _plan(None, PATHOLOGY), "II"),
    Brief("TEST-DELMAS", "Paul", Sex.MALE, 70, "Carcinome hépatocellulaire", Site.LIVER, "Récidive après résection : que proposer ?", _plan(6, RADIOTHERAPY)),
    Brief("TEST-ESTEVE", "Mado", Sex.FEMALE, 82, "Adénocarcinome gastrique", Site.STOMACH, "Essoufflement et perte de poids : traiter, ou soins de support seuls ?", _plan(8), "IV"),
    Brief("TEST-FOURNIER", "Samir", Sex.MALE, 58, "Adénocarcinome bronchique", Site.LUNG, "Progression cérébrale isolée : quel traitement local ?", _plan(8, RADIOTHERAPY, why="Atteinte cérébrale"), "IV"),
    Brief("TEST-GRANGER", "Ève", Sex.FEMALE, 66, "Cholangiocarcinome", Site.BILIARY, "Altération trouvée hier : change-t-elle la suite ?", _plan(None, PATHOLOGY), "IV", 1),
)  # fmt: skip
WAITING = Brief("TEST-HUET", "Noé", Sex.MALE, 61, "Mélanome", Site.MELANOMA, "Résection de la métastase, ou suite du traitement ?", _plan(probable="Demander d’abord l’avis du chirurgien"), "IV")  # fmt: skip
HOUR = Pace(case_minutes=6, freeze_hours=24, break_after=40, break_minutes=5)
# What the freeze would be for the last case to arrive after it: a week of hours, and some.
ALREADY = Pace(case_minutes=6, freeze_hours=336)


def prepare(cast: Cast, coming: UUID) -> None:
    """List the short cases, the last one after the freeze; group them, and let a member leave an opinion."""
    coordinator = actor("coordination")
    _forget_late(coming)
    for brief in LISTED[:-1]:
        _list(coordinator, cast, coming, brief)
    agenda.set_pace(coordinator, coming, ALREADY, for_kind=False, seen=0, submitted=ONCE)
    last = _list(coordinator, cast, coming, LISTED[-1])
    agenda.set_pace(coordinator, coming, HOUR, for_kind=True, seen=1, submitted=ONCE)
    agenda.suggest(coordinator, coming, "specialist", ONCE)
    preliminary.give(
        actor("presidente"),
        last,
        "Pour un second avis moléculaire avant de changer de ligne.",
        ONCE,
    )
    _advise_in_between(cast, _open(coordinator, cast, WAITING))


def _advise_in_between(cast: Cast, shown: UUID) -> None:
    """What two physicians advised for a case that no meeting has seen: a meeting still has to."""
    version = db.session.scalar(sa.select(Presentation.version).where(Presentation.id == shown))
    db.session.rollback()
    given = UrgentOpinion(
        clock.today() - timedelta(days=2),
        "Saignement de la métastase : décision dans la journée (exemple fictif)",
        "Embolisation d’abord, sans attendre ; résection à rediscuter en réunion.",
        (
            Consulted("Dr Anne Roy", "Chirurgie viscérale", str(cast.board["Roy"])),
            Consulted("Pr Ada Fictive", "Radiologie interventionnelle"),
        ),
        clock.today() - timedelta(days=1),
    )
    urgent.record(actor("coordination"), shown, given, version or 0, ONCE)


def _list(coordinator: Actor, cast: Cast, meeting: UUID, brief: Brief) -> UUID:
    shown = _open(coordinator, cast, brief)
    meetings.put_on_agenda(coordinator, meeting, shown, ONCE)
    return shown


def _open(coordinator: Actor, cast: Cast, brief: Brief) -> UUID:
    person = facts.Patient(
        brief.name,
        brief.given,
        sex=brief.sex,
        birth_on=born(brief.age, 5, 12),
        local_id=brief.name.replace("TEST-", "TEST-B"),
    )
    file = facts.CaseFile(
        patient=person, tumours=(facts.Tumour(brief.tumour, brief.site, stage=brief.stage),)
    )
    told = brief.told_days_ago
    request = informed(brief.question, told or 0, requester_id=cast.board["Roy"])
    if told is None:
        request = cases.Request(question=brief.question, requester_id=cast.board["Roy"])
    case = cases.open_case(coordinator, cases.NewCase(file, request, cast.unit))
    shown, version = db.session.execute(
        sa.select(Presentation.id, Presentation.version).where(Presentation.case_id == case)
    ).one()
    db.session.rollback()
    agenda.triage(coordinator, shown, brief.plan, version, ONCE)
    return UUID(str(shown))


def _forget_late(coming: UUID) -> None:
    """The other meetings were planned in time, and only told afterwards."""
    with immediate():
        others = sa.select(Meeting.id).where(Meeting.id != coming)
        for row in db.session.scalars(
            sa.select(Presentation).where(Presentation.meeting_id.in_(others))
        ):
            row.late_at = None
