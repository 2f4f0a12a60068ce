"""Everybody of the world signed in at once, and the objects that addresses name: ours and the other hospital's."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from app import clock
from app.domain.attachment import Attached, AttachmentKind
from app.domain.local_trial import LocalTrial
from app.domain.page_text import BlockText
from app.domain.permissions import Actor
from app.domain.series import Rhythm
from app.domain.trial_search import Task
from app.domain.vocabulary import Correction as Kind
from app.domain.vocabulary import Frequency, Function, KindCategory, Topic, TrialStatus, Weekday
from app.exchange import codec
from app.extensions import db
from app.models import (
    Account,
    Biomarker,
    CareLink,
    Case,
    Correction,
    MeetingMember,
    Option,
    PreliminaryOpinion,
    Presentation,
    Statement,
    Tumour,
)
from app.models._base import Base
from app.queries import series, sources
from app.queries.accounts import by_login, sessions_of
from app.services import (
    attachments,
    cases,
    directory,
    installation,
    kind_members,
    meetings,
    packs,
    page_texts,
    patient_questions,
    preliminary,
    requirements,
    trials,
)
from app.services._transaction import immediate
from app.services.patient_questions import Asking
from tests.exchange import hostile_files
from tests.judge import JudgingClient
from tests.world import ONCE, World, new_case, presentation_of

ANONYMOUS = "anonymous"
# Written by a page that only reads: when the session was last seen, and who read which case.
READ_MARKS = frozenset({"login_session", "access_trace"})


@dataclass
class Cast:
    """Sign-in cookies and request tokens by person, and what stands behind each address parameter."""

    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    ours: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)
    waiting: UUID | None = None


def enrich(world: World) -> Cast:
    """Add what the world lacks: a carer and a seat on both sides, and a case of ours that nobody outside the staff reads."""
    cast = Cast()
    operator = installation.operator()
    sides = (
        (cast.ours, "coordinator", world.hospital, world.case, world.presentation, world.meeting),
        (
            cast.theirs,
            "other_coordinator",
            world.other_hospital,
            world.other_case,
            world.other_presentation,
            world.other_meeting,
        ),
    )
    for known, staff, hospital, case, presentation, meeting in sides:
        actor = world.actors[staff]
        extra = directory.ProfessionalEntry(
            f"Renfort-{staff}", hospital, "Dr", "Sans compte", "G15_10/SM36"
        )
        person = UUID(str(directory.create_professional(operator, extra)))
        meetings.convene(actor, meeting, person, Function.MEMBER, ONCE)
        cases.link_carer(actor, case, person, ONCE)
        mine = {
            "hospital_id": str(hospital),
            "professional_id": str(person),
            "case_id": str(case),
            "presentation_id": str(presentation),
            "meeting_id": str(meeting),
            "account_id": world.actors[
                "nurse" if staff == "coordinator" else "outsider"
            ].account_id,
        }
        known.update(mine)
        told = Asking(clock.today(), ticked=("question.daily.night",))
        patient_questions.ask(actor, case, told, ONCE)
        known.update(_found(case, presentation, meeting, person))
        kind = requirements.KindEntry("Type d’essai", KindCategory.STANDARD)
        scan = Attached(AttachmentKind.IMAGING, f"Scanner {staff}")
        known["attachment_id"] = str(
            attachments.add(actor, case, "scan.png", hostile_files.picture(), scan, ONCE)
        )
        known["kind_id"] = str(requirements.add_kind(actor, kind))
        known["kind_member_id"] = _seated(actor, UUID(known["kind_id"]), person)
        listed = LocalTrial(f"TEST-{staff}".upper(), "TEST essai", TrialStatus.OPEN)
        known["trial_id"] = str(trials.add(actor, listed, ONCE))
        known["task_id"] = _task(presentation)
        known["opinion_id"] = _preliminary(world, staff, presentation)
        known["job_id"] = str(packs.ask(actor, meeting, ONCE))
    words = BlockText("Vous pouvez changer d’avis.")
    page_texts.write(world.actors["physician"], world.presentation, "rights", words, 0, ONCE)
    with immediate():
        editors = sa.update(Account).where(Account.login.in_(["member", "secretary"]))
        db.session.execute(editors.values(clinical_editor=True))
    reserve = new_case(world, name="TEST-RESERVE")
    reserved = cases.open_case(world.actors["coordinator"], reserve)
    cast.waiting = presentation_of(reserved)
    cast.ours["patient_id"] = _patient_of(reserved)
    cast.theirs["patient_id"] = _patient_of(world.other_case)
    _moved(cast.ours["case_id"])
    unit = directory.UnitEntry("Ailleurs", "", "")
    cast.ours["unit_id"] = str(world.unit)
    cast.ours["version_id"] = sources.versions(operator)[0].id
    cast.theirs["version_id"] = str(uuid4())  # a source is of no hospital: one that does not exist
    cast.theirs["unit_id"] = str(directory.create_unit(operator, world.other_hospital, unit))
    return cast


def _seated(actor: Actor, kind: UUID, person: UUID) -> str:
    """The seat of a person among the usual members of a kind, which meets each week."""
    kind_members.add(actor, kind, kind_members.Seating(person), ONCE)
    weekly = Rhythm(Frequency.WEEKLY, Weekday.TUESDAY, 14)
    kind_members.rhythm_of_kind(actor, kind, weekly, 120, 1, ONCE)
    return series.members(actor, kind)[0].id


def _task(presentation: UUID) -> str:
    """One task of a presentation, as the gesture stores it."""
    task = Task(str(uuid4()), "Un test manque", made_by="Test", made_on=clock.today())
    with immediate():
        kept = {"tasks": codec.to_plain([task])}
        db.session.execute(
            sa.update(Presentation).where(Presentation.id == presentation).values(**kept)
        )
    return task.id


def _moved(case_id: str) -> None:
    """A correction of the case that can be undone: its tumour was moved, to the same person."""
    with immediate():
        case = db.session.get_one(Case, UUID(case_id))
        tumour = str(case.tumour_id)
        moved = Correction(
            kind=Kind.MOVED,
            hospital_id=case.hospital_id,
            case_id=case.id,
            from_patient_id=case.patient_id,
            to_patient_id=case.patient_id,
            reason="Essai",
            moved={"tumour": [tumour]},
            before={"tumour_id": tumour, "also_about": []},
            by="Test",
            at=clock.now(),
        )
        db.session.add(moved)


def _preliminary(world: World, staff: str, presentation: UUID) -> str:
    """An opinion the chair left before our meeting; the other hospital has none."""
    if staff != "coordinator":
        return str(uuid4())
    preliminary.give(world.actors["chair"], presentation, "Plutôt une pause.", ONCE)
    found = db.session.scalars(sa.select(PreliminaryOpinion.id)).one()
    db.session.rollback()
    return str(found)


def _patient_of(case: UUID) -> str:
    found = db.session.scalars(sa.select(Case.patient_id).where(Case.id == case)).one()
    db.session.rollback()
    return str(found)


def _found(case: UUID, presentation: UUID, meeting: UUID, person: UUID) -> dict[str, str]:
    patient = sa.select(Case.patient_id).where(Case.id == case).scalar_subquery()
    queries = {
        "fact_id": sa.select(Biomarker.id).where(Biomarker.patient_id == patient).limit(1),
        "tumour_id": sa.select(Tumour.id).where(Tumour.patient_id == patient).limit(1),
        "statement_id": sa.select(Statement.id).where(
            Statement.topic == Topic.QUESTION, Statement.patient_id == patient
        ),
        "link_id": sa.select(CareLink.id).where(CareLink.case_id == case),
        "option_id": sa.select(Option.id).where(Option.presentation_id == presentation).limit(1),
        "member_id": sa.select(MeetingMember.id).where(
            MeetingMember.meeting_id == meeting, MeetingMember.professional_id == person
        ),
    }
    found = {name: str(db.session.scalars(query).one()) for name, query in queries.items()}
    db.session.rollback()
    return found


def sign_everybody_in(app: Flask, world: World, cast: Cast) -> None:
    """Each person signs in through the page; cookies and tokens are kept for the copies of this home."""
    for name in world.accounts:
        browser = app.test_client()
        page = browser.get("/sign-in")
        typed = {"csrf_token": browser.token(page), "login": name, "password": world.password}
        assert browser.post("/sign-in", data=typed).status_code == 303
        cast.tokens[name] = browser.token(browser.get("/account"))
        cast.cookies[name] = _cookie(browser, app)
    nobody = app.test_client()
    cast.tokens[ANONYMOUS] = nobody.token(nobody.get("/sign-in"))
    cast.cookies[ANONYMOUS] = _cookie(nobody, app)
    for known, login in ((cast.ours, "coordinator"), (cast.theirs, "other_coordinator")):
        account = by_login(login)
        assert account is not None
        known["session_id"] = str(sessions_of(world.actors[login])[0].id)


def _cookie(browser: JudgingClient, app: Flask) -> str:
    cookie = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return str(cookie.value)


class Scene:
    """One test's own copy of that home, put back as it was after each change."""

    def __init__(self, app: Flask, home: Path, cast: Cast, world: World) -> None:
        self.app, self.home, self.cast, self.world = app, home, cast, world
        self._pristine = home / "pristine.sqlite"
        shutil.copy(home / "relais.sqlite", self._pristine)

    def browser(self, person: str) -> JudgingClient:
        """A browser already signed in as that person; ANONYMOUS has only met the sign-in page."""
        client = self.app.test_client()
        client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.cast.cookies[person])
        return client

    def ask(
        self, person: str, method: str, path: str, typed: dict[str, Any] | None = None
    ) -> TestResponse:
        """One request of that person, a POST with a valid token and a submission of its own."""
        if method == "GET":
            return self.browser(person).get(path, buffered=True)
        token = self.cast.tokens[person]
        if typed and "json" in typed:
            return self.browser(person).post(
                path, json=typed["json"], headers={"X-CSRFToken": token}
            )
        data = {**(typed or {}), "csrf_token": token, "submission": uuid4().hex}
        return self.browser(person).post(path, data=data)

    def put_back(self) -> None:
        """The database as it was when the test began."""
        db.session.remove()
        db.engine.dispose()
        for leftover in self.home.glob("relais.sqlite?*"):
            leftover.unlink()
        shutil.copy(self._pristine, self.home / "relais.sqlite")


def rows(*, without: frozenset[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table as the file holds it, to compare before and after."""
    found = {
        table.name: list(
            map(tuple, db.session.execute(sa.text(f'SELECT * FROM "{table.name}"')))  # noqa: S608
        )
        for table in Base.metadata.sorted_tables
        if table.name not in without
    }
    db.session.rollback()
    return found


def holders(text: str) -> set[str]:
    """The tables that hold a text anywhere."""
    return {name for name, found in rows().items() if any(text in repr(row) for row in found)}
