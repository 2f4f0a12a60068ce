"""A record with something in every national item, for the fiche and the text to paste into the DCC."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.casefile import Statement, Tumour
from app.domain.catalogue import AskedAction
from app.domain.health import G8, Imaging, NotGiven, Report
from app.domain.ins import Ins
from app.domain.national import BoardIds, National
from app.domain.partial_date import PartialDate as D
from app.domain.record import Person, Record
from app.domain.value_sets import Coded
from app.domain.vocabulary import (
    IdentityStatus,
    InsAuthority,
    Sex,
    Share,
    Site,
    StatementStatus,
    Topic,
)
from app.domain.vocabulary.health import Extent, ImagingKind, ReportKind
from tests.documents import sample

SECRET = "une parole pour mon médecin seul"
NATIONAL = National(
    nature=Coded("ORG-117", "RCP d’appareil ou d’organe"),
    system=Coded("86762007", "Appareil digestif"),
    organs=(Coded("MED-251", "Côlon, rectum, anus"),),
    theme=Coded("C15747", "Soins de support"),
    recours=True,
    paediatric=False,
    type_note="double lecture",
    for_diagnosis=False,
    for_treatment=True,
    for_recours=False,
    for_paediatrics=False,
    reason_note="progression sous traitement",
    registration="ENR-77",
    correspondents="Dr Paul Oubre, gastro-entérologie",
    history="Côlon gauche opéré en urgence, métastases d’emblée.",
    file_note="scanner relu",
    guideline="Thésaurus fictif",
    guideline_version="4.2",
    guideline_on=D(2026, 3),
    trial=False,
    frame_note="aucun essai ouvert au centre",
    patient_comment="Vient toujours avec son épouse.",
)


def whole() -> Record:
    """The sample, validated, with every national item filled."""
    record = sample.validated()
    file = record.case_file
    tumour = replace(
        file.tumours[0],
        topography_code="C18.6",
        morphology_code="8140/3",
        by_screening=True,
        other_name="Classification fictive",
        other_value="groupe B",
        other_version="2019",
        other_on=D(2025, 2),
        phase=Coded("MED-244", "Rechute"),
        relapsed_on=D(2026, 9),
        progressing=True,
        progression_extent=(Extent.DISTANT,),
    )
    first, *rest = file.treatments
    given = replace(first, official_type=Coded("C15632", "Chimiothérapie"), note="bien toléré")
    told = Statement(
        Topic.TRUSTED_PERSON,
        "trusted_person.name",
        verbatim="Mon épouse",
        stated_on=date(2026, 11, 12),
    )
    secret = Statement(
        Topic.FEARS, verbatim=SECRET, status=StatementStatus.STATED, share=Share.DOCTOR_ONLY
    )
    return replace(
        record,
        national=NATIONAL,
        family_doctor=Person("Dr Odile Bourg", "médecine générale"),
        meeting=replace(
            record.meeting,
            ids=BoardIds("Dr Anne Vasseur", "R12", "C34", "P56", "S78", "1 rue Fictive", "F90"),
        ),
        actions=(
            AskedAction("referral-board", "RCP de recours", "", "", asked=True, by="Dr Vasseur"),
        ),
        case_file=replace(
            file,
            patient=replace(
                file.patient,
                sex=Sex.FEMALE,
                birth_name="TEST-TROIS",
                given_names="Dominique",
                birth_on=D(1979, 3, 28),
                birth_place="Lieu-Fictif",
                phone="01 00 00 00 09",
                address="2 place Inventée",
                emergency_contact="Karim, son frère",
            ),
            ins=Ins("279035121518989", InsAuthority.TEST, IdentityStatus.QUALIFIED, "51215"),
            tumours=(tumour, Tumour("Carcinome du sein ancien", Site.BREAST, diagnosed_on=D(2009))),
            treatments=(given, *rest),
            g8=(G8(Decimal(12)),),
            imaging=(Imaging(ImagingKind.CT, "foie", "deux nodules", noted_on=D(2026, 10)),),
            reports=(Report(ReportKind.PATHOLOGY, "marges saines", "Dr Kowal", D(2025, 1)),),
            not_given=(NotGiven("Métastasectomie", Coded("387713003", "Chirurgie"), "refus"),),
            statements=(*file.statements, told, secret),
        ),
    )
