"""The demonstration hospital: everything in it is invented, and says so."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask

import config
from app import clock, create_app
from app.domain import casefile as facts
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.domain.vocabulary import (
    Attendance,
    CautionKind,
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
    Priority,
    PrognosisWish,
    Refusal,
    Response,
    Role,
    Sex,
    Share,
    Site,
    Speaker,
    StatementStatus,
    StopReason,
    Track,
    TreatmentKind,
    Verdict,
)
from app.extensions import db
from app.models import Account, MeetingMember, Option, Presentation
from app.queries import accounts as account_queries
from app.security import passwords
from app.services import (
    cases,
    catalogue,
    directory,
    installation,
    meetings,
    opinions,
    options,
    preferences,
    schema,
)
from app.services._transaction import Submitted, transaction
from app.services.installation import HoldsRealData

from . import serve

PASSWORD = "quatre-mots-de-demonstration"  # noqa: S105  (public: a demonstration holds no real data)
ONCE = Submitted()


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demonstration, and the professional behind it."""

    login: str
    name: str
    role: Role
    who: str = ""
    elsewhere: bool = False
    editor: bool = False


ACCOUNTS = (
    DemoAccount("coordination", "Sophie Leroy", Role.COORDINATOR),
    DemoAccount("referent", "Dr Claire Morel", Role.PHYSICIAN, "Morel"),
    DemoAccount("presidente", "Dr Nadia Kaci", Role.PHYSICIAN, "Kaci", editor=True),
    DemoAccount("infirmiere", "Inès Roux", Role.NURSE, "Roux"),
    DemoAccount("secretariat", "Paul Girard", Role.SECRETARY),
    DemoAccount("lecteur", "Dr Hugo Petit", Role.READER, "Petit"),
    DemoAccount("invite", "Dr Łukasz Nguyễn", Role.PHYSICIAN, "Nguyễn", elsewhere=True),
    DemoAccount("admin", "Alex Martin", Role.ADMINISTRATOR),
)
PEOPLE = (
    ("Dr", "Claire", "Morel", "G15_10/SM36"),
    ("Dr", "Nadia", "Kaci", "G15_10/SM36"),
    ("Dr", "Hugo", "Petit", "G15_10/SM24"),
    ("Dr", "Anne", "Roy", "G15_10/SM14"),
    ("Dr", "Marc", "Faure", "G15_10/SM37"),
    ("Dr", "Lise", "Garnier", "G15_10/SM44"),
    ("Dr", "Omar", "Diallo", "G15_10/SM01"),
    ("", "Inès", "Roux", "G15_60/SI02"),
    ("", "Théo", "Blanc", "local/psychologist"),
)
SIGNED = (
    "supportive-care",
    "early-palliative-care",
    "pause-follow-up",
    "immunotherapy-anti-pd1",
    "targeted-therapy",
    "clinical-trial",
)
QUORUM = ("Oncologie médicale", "Oncologie radiothérapique", "Chirurgie viscérale")


def seed(app: Flask) -> None:
    """Seed an empty home in one move, so that a killed seeding leaves nothing; an old one is only brought up to date.

    HoldsRealData when the home's database is not a demonstration.
    """
    settings: config.Settings = app.config["RELAIS"]
    database = settings.database_path
    if database is None or database.exists():
        if database and not _is_demonstration(app):
            raise HoldsRealData
        serve.prepare(app)
        return
    building = settings.home / ".seeding"
    shutil.rmtree(building, ignore_errors=True)
    _build(building)
    shutil.rmtree(settings.home / "files", ignore_errors=True)
    if (building / "files").exists():
        shutil.move(building / "files", settings.home / "files")
    (building / "relais.sqlite").replace(database)
    shutil.rmtree(building)


def _is_demonstration(app: Flask) -> bool:
    with db.engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        if "installation" not in tables:
            return False
        return bool(
            connection.execute(sa.text("SELECT is_demonstration FROM installation")).scalar()
        )


def _build(folder: Path) -> None:
    inner = create_app(config.load({}, home=folder))
    with inner.app_context():
        schema.migrate(inner.config["RELAIS"].database_url)
        installation.mark_demonstration()
        installation.prepare()
        fill()
        db.session.remove()
        db.engine.dispose()


def fill() -> None:
    """Write the hospitals, people, meetings and cases through the services, as users would."""
    operator = installation.operator()
    home = _hospital(operator, "Hôpital de démonstration", "Ville-Fictive")
    other = _hospital(operator, "Centre fictif du Lac", "Lac-Fictif")
    unit = directory.create_unit(
        operator,
        UUID(home),
        directory.UnitEntry("Oncologie digestive", "01 00 00 00 00", "01 00 00 00 01"),
    )
    people = {p[2]: _person(operator, home, p) for p in PEOPLE}
    people["Nguyễn"] = _person(operator, other, ("Dr", "Łukasz", "Nguyễn", "G15_10/SM94"))
    password = passwords.hashed(PASSWORD)
    for account in ACCOUNTS:
        _account(operator, account, other if account.elsewhere else home, people, password)
    _sign(operator)
    coordinator = _actor("coordination")
    past, coming = _meetings(coordinator, people)
    _cases(coordinator, people, unit, past, coming)


def _hospital(operator: Actor, name: str, city: str) -> str:
    return str(directory.create_hospital(operator, directory.HospitalEntry(name, city)))


def _person(operator: Actor, hospital: str, who: tuple[str, str, str, str]) -> UUID:
    title, given, family, speciality = who
    entry = directory.ProfessionalEntry(family, UUID(hospital), title, given, speciality)
    return UUID(str(directory.create_professional(operator, entry)))


def _account(
    operator: Actor, given: DemoAccount, hospital: str, people: dict[str, UUID], password: str
) -> None:
    with transaction(operator) as tx:
        account = Account(
            id=uuid4(),
            hospital_id=UUID(hospital),
            professional_id=people.get(given.who),
            login=given.login,
            name=given.name,
            role=given.role,
            clinical_editor=given.editor,
            password_hash=password,
            updated_at=tx.now,
            updated_by=operator.name,
        )
        db.session.add(account)
        tx.audit("account.created", account.id)


def _sign(operator: Actor) -> None:
    """A fictitious reviewer signs some entries: one page can be released in the demonstration, another cannot yet."""
    for code in SIGNED:
        for wording in ("clinical", "patient"):
            catalogue.sign(operator, code, 1, wording, "Dr Relecteur FICTIF (TEST)", clock.today())


def _actor(login: str) -> Actor:
    account = account_queries.by_login(login)
    if account is None:
        raise LookupError(login)
    return Actor(
        str(account.id),
        account.name,
        account.role,
        str(account.hospital_id),
        str(account.professional_id or ""),
    )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.PARIS)


def _meetings(coordinator: Actor, people: dict[str, UUID]) -> tuple[UUID, UUID]:
    today = clock.today()
    made = []
    for day in (today - timedelta(days=14), today):
        plan = meetings.Plan(
            title="RCP d’oncologie digestive",
            starts_at=_at(day, 14),
            place="Salle Pasteur et visioconférence",
            quorum_minimum=3,
            quorum_required=QUORUM,
            quorum_source="Exemple, à vérifier : INCa, référentiel RCP de décembre 2023, p. 33–35",
        )
        meeting = meetings.plan(coordinator, plan)
        for name, person in people.items():
            function = {"Kaci": Function.CHAIR, "Nguyễn": Function.GUEST}.get(name, Function.MEMBER)
            meetings.convene(coordinator, meeting, person, function, ONCE)
        made.append(meeting)
    return made[0], made[1]


def _cases(
    coordinator: Actor, people: dict[str, UUID], unit: object, past: UUID, coming: UUID
) -> None:
    unit_id = UUID(str(unit))
    first = _open(coordinator, people, unit_id, _stomach())
    _wishes_of_stomach(coordinator, first)
    _conclude(coordinator, people, past, first)
    benali = _open(coordinator, people, unit_id, _benali())
    cases.link_carer(coordinator, benali, people["Roux"], ONCE)
    _wishes_of_benali(benali)
    pancreas = _open(coordinator, people, unit_id, _pancreas())
    for case in (benali, pancreas):
        meetings.put_on_agenda(coordinator, coming, _presentation(case), ONCE)
    _open(coordinator, people, unit_id, _opposed())


def _open(
    coordinator: Actor,
    people: dict[str, UUID],
    unit_id: UUID,
    given: tuple[facts.CaseFile, cases.Request],
) -> UUID:
    file, request = given
    request = replace(request, requester_id=people["Morel"])
    return cases.open_case(coordinator, cases.NewCase(file, request, unit_id))


def _presentation(case_id: UUID) -> UUID:
    found = db.session.scalar(sa.select(Presentation.id).where(Presentation.case_id == case_id))
    db.session.rollback()
    if found is None:
        raise LookupError(case_id)
    return found


def _day(months_ago: float) -> PartialDate:
    return PartialDate.of(clock.today() - timedelta(days=int(months_ago * 30.4)))


def _month(months_ago: float) -> PartialDate:
    day = _day(months_ago)
    return PartialDate(day.year, day.month)


def _benali() -> tuple[facts.CaseFile, cases.Request]:
    file = facts.CaseFile(
        patient=facts.Patient(
            "TEST-BENALI",
            "Karim",
            "",
            Sex.MALE,
            PartialDate(1968, 5, 3),
            "Ville-Fictive",
            "TEST-0002",
        ),
        tumours=(
            facts.Tumour(
                "Adénocarcinome du côlon gauche",
                Site.COLORECTAL,
                Laterality.LEFT,
                "Adénocarcinome",
                "8140/3",
                "C18.6",
                _month(23),
                "IVC",
                "cT3 N1 M1c",
                "UICC 8",
                "foie, péritoine",
            ),
        ),
        biomarkers=(
            facts.Biomarker(
                "BRAF",
                MarkerState.POSITIVE,
                "V600E",
                method="NGS",
                sample="biopsie du foie",
                resulted_on=_day(20),
            ),
            facts.Biomarker(
                "RAS",
                MarkerState.NEGATIVE,
                method="NGS",
                sample="biopsie du foie",
                resulted_on=_day(20),
            ),
            facts.Biomarker("MSI/MMR", MarkerState.NOT_DONE),
        ),
        treatments=(
            facts.Treatment(
                "FOLFOX",
                TreatmentKind.CHEMOTHERAPY,
                1,
                False,
                ("oxaliplatine", "fluorouracile"),
                Intent.PALLIATIVE,
                _month(22),
                _month(15.5),
                12,
                Response.PARTIAL,
                stop_reason=StopReason.COMPLETED,
            ),
            facts.Treatment(
                "FOLFIRI-bévacizumab",
                TreatmentKind.COMBINATION,
                2,
                False,
                ("irinotécan", "fluorouracile", "bévacizumab"),
                Intent.PALLIATIVE,
                _month(14),
                _month(1),
                19,
                Response.STABLE,
                _month(1),
                "foie",
                StopReason.PROGRESSION,
                "doses diminuées de 25 %, diarrhée de grade 3",
            ),
        ),
        measures=(
            facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(1), _day(0.4)),
            facts.Measure(MeasureKind.WEIGHT, Decimal("71.5"), _day(0.4)),
            facts.Measure(MeasureKind.PAIN, Decimal(3), _day(0.4)),
        ),
        cautions=(facts.Caution(CautionKind.AUTOIMMUNE, Presence.NO, "", _day(1)),),
        told=facts.Told(
            "Sait que les taches du foie ont grandi et que la chimiothérapie s’arrête.",
            "Dr Morel",
            _day(0.2),
        ),
    )
    request = cases.Request(
        question="Progression hépatique sous FOLFIRI-bévacizumab après FOLFOX : quelle suite, et peut-on préserver son mi-temps ?",
        informed_on=_day(0.4),
        informed_by="Dr Morel",
        opposed=False,
    )
    return file, request


def _stomach() -> tuple[facts.CaseFile, cases.Request]:
    file = facts.CaseFile(
        patient=facts.Patient(
            "TEST-MARTINEZ", "Alba", "", Sex.FEMALE, PartialDate(1955, 2, 9), local_id="TEST-0001"
        ),
        tumours=(
            facts.Tumour(
                "Adénocarcinome gastrique",
                Site.STOMACH,
                None,
                "Adénocarcinome",
                "8140/3",
                "C16.9",
                _month(14),
                "IV",
                metastatic_sites="péritoine",
            ),
        ),
        biomarkers=(
            facts.Biomarker("HER2", MarkerState.NEGATIVE, method="IHC", resulted_on=_month(13)),
            facts.Biomarker(
                "MSI/MMR", MarkerState.NEGATIVE, value="pMMR", method="IHC", resulted_on=_month(13)
            ),
        ),
        treatments=(
            facts.Treatment(
                "FOLFOX",
                TreatmentKind.CHEMOTHERAPY,
                1,
                False,
                ("oxaliplatine", "fluorouracile"),
                Intent.PALLIATIVE,
                _month(12),
                _month(4),
                10,
                Response.STABLE,
                _month(1.5),
                "péritoine",
                StopReason.TOXICITY,
                "neuropathie de grade 2",
            ),
        ),
        measures=(facts.Measure(MeasureKind.PERFORMANCE_STATUS, Decimal(2), _day(0.8)),),
        told=facts.Told("Sait que la maladie a repris dans le ventre.", "Dr Morel", _day(0.7)),
    )
    return file, cases.Request(
        question="Progression péritonéale après FOLFOX, OMS 2 : faut-il reprendre un traitement contre la maladie ?",
        informed_on=_day(0.8),
        informed_by="Dr Morel",
        opposed=False,
    )


def _pancreas() -> tuple[facts.CaseFile, cases.Request]:
    file = facts.CaseFile(
        patient=facts.Patient(
            "TEST-TISSIER", "Simone", "", Sex.FEMALE, PartialDate(1949, 8), local_id="TEST-0003"
        ),
        tumours=(
            facts.Tumour(
                "Adénocarcinome du pancréas",
                Site.PANCREAS,
                None,
                "Adénocarcinome",
                "8140/3",
                "C25.0",
                PartialDate(clock.today().year - 1),
                "III",
            ),
        ),
        biomarkers=(
            facts.Biomarker(
                "BRCA1/2",
                MarkerState.PENDING,
                ordered_on=_day(0.6),
                due_on=PartialDate.of(clock.today() + timedelta(days=12)),
                laboratory="Plateforme fictive",
            ),
        ),
        treatments=(
            facts.Treatment(
                "Gemcitabine",
                TreatmentKind.CHEMOTHERAPY,
                1,
                False,
                ("gemcitabine",),
                Intent.PALLIATIVE,
                _month(7),
                _month(1),
                6,
                Response.PROGRESSION,
                _month(1),
                "foie",
                StopReason.PROGRESSION,
            ),
        ),
    )
    return file, cases.Request(question="Progression sous gemcitabine : quelle suite ?")


def _opposed() -> tuple[facts.CaseFile, cases.Request]:
    file = facts.CaseFile(
        patient=facts.Patient(
            "TEST-DUVAL", "Rémi", "", Sex.MALE, PartialDate(1960), local_id="TEST-0004"
        ),
        tumours=(facts.Tumour("Carcinome hépatocellulaire", Site.LIVER),),
    )
    return file, cases.Request(
        question="Récidive après embolisation : quelle suite ?",
        track=Track.DISCUSS,
        informed_on=_day(0.1),
        informed_by="Dr Morel",
        opposed=True,
    )


def _interview(**given: object) -> preferences.Interview:
    start: dict[str, object] = {
        "stated_on": clock.today() - timedelta(days=12),
        "speaker": Speaker.PATIENT,
        "speaker_name": "",
        "means": Means.INTERVIEW,
        "present": "",
        "share": Share.BOARD_AND_PAGE,
        "not_to_relatives": False,
        "what_matters_status": StatementStatus.STATED,
        "info_status": StatementStatus.STATED,
        "prognosis_wish": None,
        "refusals": (),
        "refusal_words": "",
        "refusal_status": StatementStatus.NOT_ASKED,
    }
    return preferences.Interview(**{**start, **given})  # type: ignore[arg-type]


def _wishes_of_benali(case_id: UUID) -> None:
    interview = _interview(
        present="M. Benali et son épouse",
        what_matters="Rester debout pour le mariage de ma fille en mai.",
        priorities=(Priority.FEEL_WELL, Priority.AVOID_HOSPITAL),
        info_wish=InfoWish.EVERYTHING,
        prognosis_wish=PrognosisWish.WITH_FIGURES,
        refusals=(Refusal.HOSPITAL_STAY,),
        refusal_words="Je ne conduis plus : 55 minutes de route, c’est trop pour y aller souvent.",
        refusal_status=StatementStatus.STATED,
    )
    preferences.record(_actor("infirmiere"), case_id, interview, ONCE)


def _wishes_of_stomach(coordinator: Actor, case_id: UUID) -> None:
    interview = _interview(
        stated_on=clock.today() - timedelta(days=20),
        what_matters="Profiter de mon jardin et de mes petits-enfants.",
        priorities=(Priority.STAY_HOME, Priority.FAMILY_TIME),
        info_wish=InfoWish.ESSENTIAL,
        prognosis_wish=PrognosisWish.NO,
        refusals=(Refusal.CHEMOTHERAPY,),
        refusal_status=StatementStatus.STATED,
    )
    preferences.record(coordinator, case_id, interview, ONCE)


def _conclude(coordinator: Actor, people: dict[str, UUID], meeting: UUID, case_id: UUID) -> None:
    """Run the earlier meeting to its end: verdicts, opinion, validation, closing."""
    chair, presentation = _actor("presidente"), _presentation(case_id)
    meetings.put_on_agenda(coordinator, meeting, presentation, ONCE)
    meetings.advance(coordinator, meeting, MeetingState.OPEN, ONCE)
    seats = db.session.execute(
        sa.select(MeetingMember.id, MeetingMember.professional_id, MeetingMember.function).where(
            MeetingMember.meeting_id == meeting
        )
    ).all()
    db.session.rollback()
    remote, absent = people["Nguyễn"], {people["Petit"], people["Blanc"]}
    ticked = {
        seat.id: (
            Attendance.REMOTE
            if seat.professional_id == remote
            else Attendance.ABSENT
            if seat.professional_id in absent
            else Attendance.PRESENT,
            seat.function,
        )
        for seat in seats
    }
    meetings.take_attendance(coordinator, meeting, ticked, ONCE)
    _verdicts(chair, presentation)
    draft = opinions.Draft(
        text="La RCP propose de donner la priorité aux soins de support et à une équipe de soins palliatifs dès maintenant, avec une pause du traitement contre la maladie et un suivi toutes les six semaines.",
        outcome=Outcome.RECOMMENDATION,
        wishes_account="La patiente veut rester chez elle et ne souhaite plus de chimiothérapie : la pause est proposée avec un suivi proche du domicile.",
        next_steps="Dr Morel revoit la patiente dans la semaine ; Inès Roux appelle l’équipe mobile de soins palliatifs.",
    )
    opinions.write(chair, presentation, draft, 0, ONCE)
    version = db.session.scalar(
        sa.select(Presentation.version).where(Presentation.id == presentation)
    )
    db.session.rollback()
    opinions.validate(chair, presentation, int(version or 0), ONCE)
    meetings.advance(coordinator, meeting, MeetingState.CLOSED, ONCE)


def _verdicts(chair: Actor, presentation: UUID) -> None:
    given: dict[str, dict[str, object]] = {
        "supportive-care": {"verdict": Verdict.RETAINED, "rank": 1},
        "early-palliative-care": {"verdict": Verdict.RETAINED, "rank": 1},
        "pause-follow-up": {
            "verdict": Verdict.RETAINED,
            "rank": 2,
            "wish_note": "Discuté avec la patiente, qui la demande.",
        },
        "immunotherapy-anti-pd1": {
            "verdict": Verdict.SET_ASIDE,
            "reason": "Tumeur pMMR, PD-L1 non connu ; la patiente souhaite éviter l’hôpital.",
            "reconsider_if": "la patiente change d’avis",
        },
    }
    rows = db.session.execute(
        sa.select(Option.id, Option.entry_code, Option.version).where(
            Option.presentation_id == presentation
        )
    ).all()
    db.session.rollback()
    for row in rows:
        if row.entry_code in given:
            options.give_verdict(chair, row.id, given[row.entry_code], row.version, ONCE)
