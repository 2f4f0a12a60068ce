"""What the invented patients ask, and the talks held with them. Invented; clinically unreviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from app import clock
from app.domain.interview import Talk, Understood
from app.domain.patient_questions import Category
from app.domain.vocabulary import Means, Share
from app.services import patient_questions, talks
from app.services.patient_questions import Asking

from . import patients
from .people import ONCE, actor


def tell(opened: Mapping[str, UUID]) -> None:
    """Questions ticked and typed for a patient of today, and the talk where the possibilities were shown."""
    nurse, case_id = actor("infirmiere"), opened[patients.benali.NAME]
    day = clock.today() - timedelta(days=10)
    patient_questions.ask(
        nurse,
        case_id,
        Asking(
            day,
            means=Means.PAPER_FORM,
            present="M. Benali et son épouse",
            ticked=("question.care.targeted", "question.daily.visits", "question.rights.second"),
            free={Category.DAILY: "Pourrai-je être debout tout l’après-midi du mariage ?"},
        ),
        ONCE,
    )
    talks.record(
        nurse,
        case_id,
        Talk(
            day,
            persons="M. Benali, son épouse, Inès Roux",
            options_shown=True,
            said="Les possibilités ont été lues une à une, l’arrêt et les soins de support compris.",
            understood=Understood.PARTLY,
            words="Il y a plusieurs chemins, et rien n’est décidé avant la réunion.",
            share=Share.BOARD_ONLY,
        ),
        ONCE,
    )
