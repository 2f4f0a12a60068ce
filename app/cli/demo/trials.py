"""The demonstration's list of trials: invented, and saying so in each title and number."""

from __future__ import annotations

from datetime import timedelta

from app import clock
from app.domain.local_trial import LocalTrial, SimpleCriteria
from app.domain.permissions import Actor
from app.domain.vocabulary import TrialStatus
from app.services import trials

from .people import ONCE, actor


def settle() -> None:
    """Add five fictitious lines: fresh, stale, never verified, not yet open, closed."""
    for trial in _lines(actor("coordination")):
        trials.add(actor("coordination"), trial, ONCE)


def _lines(by: Actor) -> tuple[LocalTrial, ...]:
    today = clock.today()
    fresh, stale = today - timedelta(days=6), today - timedelta(days=47)
    return (
        LocalTrial(
            "TEST-ESSAI-01",
            "TEST-CRC-BRAF (essai fictif)",
            TrialStatus.OPEN,
            sponsor="Promoteur fictif",
            phase="II",
            centre="Centre d’investigation TEST",
            contact="Technicien de recherche, 01 99 00 00 01",
            distance_km=35,
            travel_minutes=50,
            main_criteria="Cancer colorectal métastatique BRAF V600E, au moins une ligne reçue.",
            verified_on=fresh,
            verified_by=by.name,
            simple=SimpleCriteria(
                tumours="COADREAD",
                markers="BRAF V600E",
                lines_at_least=1,
                performance_at_most=1,
                age_at_least=18,
            ),
        ),
        LocalTrial(
            "TEST-ESSAI-02",
            "TEST-CRC-MSI (essai fictif)",
            TrialStatus.OPEN,
            phase="I/II",
            centre="CHU fictif",
            contact="Infirmière de recherche, 01 99 00 00 02",
            distance_km=110,
            travel_minutes=95,
            main_criteria="Cancer colorectal MSI, après une immunothérapie.",
            verified_on=stale,
            verified_by=by.name,
            simple=SimpleCriteria(tumours="COADREAD", markers="MSI/MMR positif", lines_at_least=2),
        ),
        LocalTrial(
            "TEST-ESSAI-03",
            "TEST-SOLIDE-PANIER (essai fictif)",
            TrialStatus.OPEN,
            phase="I",
            centre="CHU fictif",
            distance_km=110,
            travel_minutes=95,
            main_criteria="Tumeur solide avancée, sans autre possibilité. Critères à lire avec le centre.",
        ),
        LocalTrial(
            "TEST-ESSAI-04",
            "TEST-POUMON-KRAS (essai fictif)",
            TrialStatus.NOT_YET,
            phase="III",
            centre="Centre d’investigation TEST",
            travel_minutes=50,
            main_criteria="CBNPC KRAS G12C, deuxième ligne.",
            verified_on=fresh,
            verified_by=by.name,
            simple=SimpleCriteria(tumours="NSCLC", markers="KRAS G12C", performance_at_most=1),
        ),
        LocalTrial(
            "TEST-ESSAI-05",
            "TEST-SEIN-PARP (essai fictif)",
            TrialStatus.CLOSED,
            phase="II",
            centre="CHU fictif",
            main_criteria="Cancer du sein BRCA1 ou BRCA2.",
            verified_on=stale,
            verified_by=by.name,
        ),
    )
