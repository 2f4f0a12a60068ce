"""The catalogue of the demonstration through its states: in force, overdue, proposed, a hospital's own, local ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from app import clock
from app.domain.catalogue import LocalPractical
from app.domain.permissions import Actor
from app.domain.vocabulary import (
    DecisionKind,
    EuropeanStatus,
    Family,
    FrenchAccess,
    Relation,
    Route,
)
from app.exchange.entry_text import EntryText, Outline, texts_of
from app.extensions import db
from app.models import CatalogueDecision, Presentation
from app.queries import governance
from app.services import actions, catalogue, local_practicals, proposals
from app.services._transaction import Submitted, transaction
from app.services.actions import Asking

from . import people

ONCE = Submitted()
OVERDUE = "clinical-trial"
PROPOSED = "pause-follow-up"
WAITING = "supportive-care"
OWN = EntryText(
    title="Consultation d'ergothérapie (TEST)",
    detail="entrée fictive de l'établissement",
    short="visite au besoin",
    rhythm="K : Une visite, puis selon les besoins.",
    eu_authorised=EuropeanStatus.NOT_A_MEDICINE,
    fr_access=FrenchAccess.NOT_A_MEDICINE,
    clinical_summary="Entrée fictive, pour montrer une entrée propre à un établissement.",
    clinical_advantages="K : Aide au quotidien à domicile.",
    clinical_disadvantages="K : Une visite de plus.",
    clinical_references="TEST, source fictive, 2026",
    patient_title="Une aide pour les gestes de tous les jours",
    patient_sentence="Une personne vient voir comment vous vivez chez vous.",
    patient_brings="K : Les gestes de tous les jours sont plus faciles.",
    patient_hard="K : C'est un rendez-vous de plus.",
    patient_daily="K : La visite se fait chez vous.",
    patient_unknown="On ne sait pas d'avance ce qui vous aidera.",
    patient_red_flags="K : Vous êtes tombé : appelez.",
    patient_questions="Puis-je garder mes habitudes ?",
)


def settle(operator: Actor) -> None:
    """Put what is signed in force, let one be overdue and one be proposed anew, and say how the hospital does it."""
    chair, physician = people.actor("presidente"), people.actor("referent")
    later = clock.today() + timedelta(days=365)
    for code in people.SIGNED:
        if code == OVERDUE:
            _overdue(operator)
        else:
            proposals.put_in_force(operator, code, 1, later, ONCE)
    code = proposals.create(
        chair,
        Outline("", Family.SUPPORTIVE, Relation.ADDS, Route.CONSULTATION, against_disease=False),
        OWN,
        "Entrée fictive de démonstration.",
        ONCE,
    )
    for wording in ("clinical", "patient"):
        catalogue.review(physician, code, 1, wording)
    _local(people.actor("coordination"))


def move_on() -> None:
    """After the cases are told: a newer version comes in force beside them, another waits, and an action is asked."""
    chair, physician = people.actor("presidente"), people.actor("referent")
    later = clock.today() + timedelta(days=365)
    _propose(chair, PROPOSED, "Qui appeler la nuit ?")
    for wording in ("clinical", "patient"):
        catalogue.review(physician, PROPOSED, 2, wording)
    proposals.put_in_force(physician, PROPOSED, 2, later, ONCE)
    _propose(physician, WAITING, "Mes proches y ont-ils droit ici ?")
    row = db.session.execute(
        sa.select(Presentation.id, Presentation.version)
        .where(Presentation.snapshot.is_(None), Presentation.meeting_id.is_not(None))
        .order_by(Presentation.position)
    ).first()
    db.session.rollback()
    if row:
        given = {"molecular-board": Asking(True, "Dr Claire Morel", clock.today(), "dossier TEST")}
        actions.ask(chair, row.id, given, row.version, ONCE)


def _overdue(operator: Actor) -> None:
    """A version in force whose date has passed: nobody may choose such a date, so the row is written here."""
    past = clock.now() - timedelta(days=400)
    with transaction(operator) as tx:
        db.session.add(
            CatalogueDecision(
                entry_code=OVERDUE,
                entry_version=1,
                kind=DecisionKind.IN_FORCE,
                review_on=(past + timedelta(days=370)).date(),
                by=people.REVIEWER,
                at=past,
            )
        )
        tx.audit("catalogue.in_force", OVERDUE, version=1)


def _propose(author: Actor, code: str, question: str) -> None:
    texts = texts_of(governance.source(author, code, 1))
    more = replace(texts, patient_questions=f"{texts.patient_questions}\n{question}")
    proposals.propose(author, code, 1, more, "Une question de plus (démonstration).", 1, ONCE)


def _local(coordinator: Actor) -> None:
    given = LocalPractical(
        "",
        place="Hôpital de jour fictif, 3e étage",
        phone="01 00 00 00 02",
        contact="infirmière de coordination",
        waiting="10 jours",
    )
    for code in ("immunotherapy-anti-pd1", "supportive-care"):
        local_practicals.record(coordinator, code, given, 0, ONCE)
