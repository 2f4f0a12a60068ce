"""A fictitious record, whole: one patient, seven alternatives, every verdict (invented; never a real person)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from app.domain.casefile import (
    Biomarker,
    CaseFile,
    Caution,
    Measure,
    Patient,
    Statement,
    Told,
    Treatment,
    Tumour,
)
from app.domain.catalogue import CatalogueEntry
from app.domain.concordance import fits
from app.domain.findings import Finding
from app.domain.partial_date import PartialDate
from app.domain.record import (
    Addendum,
    Hospital,
    Informed,
    Meeting,
    Member,
    Opinion,
    Option,
    Person,
    Record,
)
from app.domain.vocabulary import (
    Attendance,
    CautionKind,
    FindingOutcome,
    Function,
    InfoWish,
    Intent,
    Laterality,
    MarkerState,
    Means,
    MeasureKind,
    MeetingState,
    Outcome,
    Presence,
    PresentationState,
    Priority,
    PrognosisWish,
    Quorum,
    Refusal,
    Response,
    Sex,
    Share,
    Site,
    Speaker,
    StopReason,
    Topic,
    Track,
    TreatmentKind,
    Verdict,
)
from tests.documents.sample_catalogue import (
    CHEMO,
    IMMUNO,
    LOCAL,
    PARP,
    PAUSE,
    SUPPORTIVE,
    TARGETED,
    TRIAL,
)

PRINTED_ON = date(2026, 11, 24)
MEETING_ON = date(2026, 11, 23)
_D = PartialDate


STATEMENTS = (
    Statement(
        topic=Topic.WHAT_MATTERS,
        verbatim="Rester debout pour le mariage de ma fille en mai.",
        recorded_by="Mme Petit, infirmière",
        present="son épouse",
        stated_on=date(2026, 11, 12),
        valid_until=date(2027, 2, 12),
    ),
    Statement(
        topic=Topic.PRIORITY,
        item=Priority.FEEL_WELL,
        rank=1,
        stated_on=date(2026, 11, 12),
        recorded_by="Mme Petit, infirmière",
    ),
    Statement(
        topic=Topic.PRIORITY,
        item=Priority.AVOID_HOSPITAL,
        rank=2,
        verbatim="55 minutes de route, et je ne conduis plus.",
        stated_on=date(2026, 11, 12),
        recorded_by="Mme Petit, infirmière",
    ),
    Statement(
        topic=Topic.INFO_WISH,
        item=InfoWish.EVERYTHING,
        stated_on=date(2026, 11, 12),
        valid_until=date(2027, 2, 12),
        recorded_by="Mme Petit, infirmière",
    ),
    Statement(
        topic=Topic.PROGNOSIS_WISH,
        item=PrognosisWish.WITHOUT_FIGURES,
        stated_on=date(2026, 11, 12),
        recorded_by="Mme Petit, infirmière",
    ),
    Statement(
        topic=Topic.REFUSAL,
        item=Refusal.HOSPITAL_STAY,
        stated_on=date(2026, 11, 12),
        recorded_by="Mme Petit, infirmière",
    ),
    Statement(
        topic=Topic.WHAT_MATTERS,
        verbatim="Il se fatigue vite mais ne le dit pas.",
        speaker=Speaker.RELATIVE,
        speaker_name="son épouse",
        means=Means.TELEPHONE,
        stated_on=date(2026, 11, 14),
        recorded_by="Mme Petit, infirmière",
        share=Share.BOARD_ONLY,
    ),
)

CASE_FILE = CaseFile(
    patient=Patient(
        birth_name="TEST-BENALI",
        given_names="Karim",
        sex=Sex.MALE,
        birth_on=_D(1968, 5, 3),
        local_id="IPP 0004512",
    ),
    tumours=(
        Tumour(
            label="Adénocarcinome du côlon gauche",
            site=Site.COLORECTAL,
            laterality=Laterality.LEFT,
            histology="moyennement différencié",
            diagnosed_on=_D(2024, 12),
            stage="IVC",
            tnm="cT4a N1b M1c",
            tnm_edition="UICC 8",
            metastatic_sites="foie, péritoine",
        ),
    ),
    biomarkers=(
        Biomarker(
            "BRAF",
            MarkerState.POSITIVE,
            "V600E",
            value="65 %",
            method="NGS",
            resulted_on=_D(2025, 1, 14),
        ),
        Biomarker("RAS", MarkerState.NEGATIVE, resulted_on=_D(2025, 1, 14)),
        Biomarker(
            "MSI/MMR", MarkerState.PENDING, ordered_on=_D(2026, 11, 16), due_on=_D(2026, 11, 30)
        ),
        Biomarker("HER2", MarkerState.NEGATIVE, resulted_on=_D(2025, 1, 20)),
        Biomarker("NTRK", MarkerState.NOT_DONE),
        Biomarker(
            "BRCA2", MarkerState.POSITIVE, "c.9976A>T", uncertain=True, resulted_on=_D(2025, 3)
        ),
    ),
    treatments=(
        Treatment(
            "FOLFOX",
            TreatmentKind.CHEMOTHERAPY,
            line=1,
            intent=Intent.PALLIATIVE,
            started_on=_D(2025, 1, 20),
            ended_on=_D(2025, 8, 11),
            cycles=12,
            best_response=Response.PARTIAL,
            stop_reason=StopReason.COMPLETED,
        ),
        Treatment(
            "FOLFIRI-bévacizumab",
            TreatmentKind.CHEMOTHERAPY,
            line=2,
            started_on=_D(2025, 9, 8),
            ended_on=_D(2026, 10, 19),
            cycles=19,
            best_response=Response.STABLE,
            progressed_on=_D(2026, 10, 28),
            progression_sites="foie +38 %",
            stop_reason=StopReason.PROGRESSION,
            dose_note="doses −25 % depuis mars 2026, diarrhée grade 3",
        ),
        Treatment(
            "Colectomie gauche",
            TreatmentKind.SURGERY,
            started_on=_D(2025, 1),
            ended_on=_D(2025, 1),
        ),
        Treatment("Radiothérapie antalgique L4", TreatmentKind.RADIOTHERAPY),
    ),
    measures=(
        Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), _D(2026, 11, 20)),
        Measure(MeasureKind.WEIGHT, Decimal("71.5"), _D(2026, 11, 20), "−4 % en 3 mois"),
        Measure(MeasureKind.ALBUMIN, Decimal(38), _D(2026, 11, 18)),
        Measure(MeasureKind.PAIN, Decimal(3), _D(2026, 11, 20)),
    ),
    cautions=(
        Caution(CautionKind.QT, Presence.UNKNOWN),
        Caution(CautionKind.AUTOIMMUNE, Presence.NO, noted_on=_D(2026, 11, 20)),
        Caution(CautionKind.KIDNEY, Presence.YES, "clairance 62 mL/min", _D(2026, 11, 18)),
    ),
    statements=STATEMENTS,
    told=Told(
        "Sait que le foie a progressé et qu’un autre traitement est cherché.",
        "Dr Morel",
        _D(2026, 11, 20),
    ),
)


def _finding(
    outcome: FindingOutcome, code: str, datum: str = "", on: str = "", by: str = "", **params: str
) -> Finding:
    return Finding("r", outcome, code, params, datum, on, by)


def human(text: str, outcome: FindingOutcome = FindingOutcome.HUMAN) -> Finding:
    """A criterion in its author's own words."""
    return _finding(outcome, "human", text=text)


def _braf() -> Finding:
    return _finding(
        FindingOutcome.MET,
        "marker_yes",
        "BRAF V600E positif",
        "14/01/2025",
        marker="BRAF",
        alteration="V600E",
        found="V600E",
        value="65 %",
    )


def option(entry: CatalogueEntry, *findings: Finding, **verdict: Any) -> Option:
    """An option with its fits computed as the product does."""
    cells = fits(entry, STATEMENTS, today=MEETING_ON)
    return Option(entry, findings, cells, **verdict)


OPTIONS = (
    option(
        SUPPORTIVE,
        _finding(FindingOutcome.MET, "open", "Douleur 3/10, poids −4 %", "20/11/2026"),
        verdict=Verdict.RETAINED,
        with_option="Thérapie ciblée",
    ),
    option(
        IMMUNO,
        _finding(
            FindingOutcome.UNKNOWN,
            "marker_pending",
            by="anatomopathologie",
            marker="MSI/MMR",
            due_on="30/11/2026",
            asks="anatomopathologie",
        ),
        human("Maladie auto-immune à rechercher"),
        specifics="anti-PD-1",
        verdict=Verdict.TO_COMPLETE,
        complete_what="statut MSI/MMR sur la pièce de colectomie",
        complete_who="anatomopathologie",
        complete_by=date(2026, 11, 30),
    ),
    option(
        TARGETED,
        _braf(),
        _finding(FindingOutcome.MET, "lines", "2 lignes", at_least="1", count="2"),
        _finding(
            FindingOutcome.UNKNOWN,
            "caution_unknown",
            by="ECG",
            kinds="Allongement du QT",
            asks="cardiologie",
        ),
        specifics="encorafénib-cétuximab",
        verdict=Verdict.RETAINED,
        rank=1,
        condition="tumeur MSS",
        fallback="immunothérapie",
        wish_note="Transport VSL prescrit, visites groupées avec la prise de sang.",
    ),
    option(
        PARP,
        _finding(
            FindingOutcome.UNKNOWN,
            "marker_uncertain",
            "BRCA2 c.9976A>T",
            "03/2025",
            marker="BRCA2",
            found="c.9976A>T",
        ),
        verdict=Verdict.NOT_APPLICABLE,
        reason="Variant de signification incertaine, hors indication.",
    ),
    option(
        CHEMO,
        _finding(FindingOutcome.MET, "lines", "2 lignes", at_least="2", count="2"),
        human("Anti-EGFR jamais reçu : candidat ?"),
        specifics="trifluridine-tipiracil",
        verdict=Verdict.SET_ASIDE,
        reason="Réservée à l’après thérapie ciblée.",
        reconsider_if="progression ou intolérance",
    ),
    option(
        TRIAL,
        _braf(),
        human("Bilirubine du 25/11"),
        verdict=Verdict.PROPOSED,
        proposed=Verdict.TO_COMPLETE,
    ),
    option(LOCAL, human("Avis de radiologie interventionnelle")),
    option(PAUSE, _finding(FindingOutcome.MET, "open")),
)


def _member(
    name: str, speciality: str, attendance: Attendance, function: Function = Function.MEMBER
) -> Member:
    return Member(Person(name, speciality), function, attendance)


MEETING = Meeting(
    title="RCP d’oncologie digestive",
    starts_at=datetime(2026, 11, 23, 13, 0, tzinfo=UTC),
    place="salle B204 et visioconférence",
    state=MeetingState.OPEN,
    members=(
        _member("Dr Anne Vasseur", "oncologie médicale", Attendance.PRESENT, Function.CHAIR),
        _member("Dr Hugo Lemaire", "chirurgie viscérale", Attendance.PRESENT),
        _member("Dr Thị Nguyễn", "radiologie", Attendance.REMOTE),
        _member("Dr Łukasz Kowal", "anatomie et cytologie pathologiques", Attendance.OPINION),
        _member("Dr Inès Roux", "oncologie radiothérapie", Attendance.ABSENT),
        _member("Mme Petit", "infirmière en pratique avancée", Attendance.PRESENT, Function.GUEST),
    ),
    quorum=Quorum.NOT_REACHED,
    missing_specialities=("oncologie radiothérapie",),
    quorum_note="avis demandé par écrit",
)

OPINION = Opinion(
    text="Progression hépatique sous deuxième ligne chez un patient OMS 1. La RCP propose l’association "
    "encorafénib-cétuximab si la tumeur est MSS, avec les soins de support dès maintenant. "
    "Si la tumeur est MSI, le dossier revient pour une immunothérapie.",
    outcome=Outcome.RECOMMENDATION,
    next_steps="Consultation d’annonce avec le Dr Morel le 27/11 ; ECG avant le début ; "
    "équipe mobile de soins de support prévenue par Mme Petit.",
    wishes_account="La perfusion toutes les deux semaines est en tension avec son souhait de venir moins souvent : "
    "visites groupées et transport prescrit.",
    revision=2,
    by="Dr Anne Vasseur",
    at=datetime(2026, 11, 23, 15, 5, tzinfo=UTC),
)

DRAFT = Record(
    reference="R-2026-000123",
    number=2,
    state=PresentationState.DISCUSSED,
    track=Track.DISCUSS,
    question="Progression hépatique sous FOLFIRI-bévacizumab après FOLFOX : quelle suite, "
    "et peut-on préserver son mi-temps ?",
    changed_since="Scanner du 28/10 : foie +38 %, douleur apparue.",
    hospital=Hospital(
        "Hôpital de démonstration", "Oncologie digestive", "01 00 00 00 00", "01 00 00 00 01"
    ),
    requester=Person("Dr Claire Morel", "oncologie médicale"),
    informed=Informed(_D(2026, 11, 20), "Dr Morel", opposed=False),
    case_file=CASE_FILE,
    options=OPTIONS,
    opinion=OPINION,
    meeting=MEETING,
    presenter=Person("Dr Claire Morel", "oncologie médicale"),
    patient_note="Nous nous voyons le 27 novembre pour en parler tranquillement. Venez avec votre épouse si vous le voulez.",
    is_demonstration=True,
    version=7,
)


def validated(record: Record = DRAFT) -> Record:
    """The same record, validated, with one addendum and the patient page released."""
    return replace(
        record,
        state=PresentationState.VALIDATED,
        validated_by="Dr Anne Vasseur",
        validated_at=datetime(2026, 11, 23, 16, 12, tzinfo=UTC),
        released_by="Dr Claire Morel",
        released_at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
        addenda=(
            Addendum(
                "MSS confirmé en immunohistochimie. L’option 1 peut commencer.",
                "Dr Claire Morel",
                datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
            ),
        ),
    )
