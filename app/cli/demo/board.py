"""How far each story has gone, told through the services as users would: from a bare request to a follow-up."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.domain import signing
from app.domain.follow_up import FollowUp
from app.domain.gap import Gap
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.domain.vocabulary import Applied, Family, MeetingState, PatientAnswer, Sending
from app.extensions import db
from app.models import Case, Option, Presentation
from app.queries import records
from app.services import (
    cases,
    follow_ups,
    gaps,
    letters,
    meetings,
    opinions,
    options,
    preferences,
    releases,
)

from . import again, documents, patients, voice
from .meetings import Calendar, note_course, open_with_people
from .people import ONCE, Cast, actor
from .story import DOCTOR, Story, Verdicts

PAST = (patients.martinez, patients.pelletan, patients.kervella)
TODAY = (patients.benali, patients.lorieux)
COMING = (patients.assoumani,)


def tell(cast: Cast, calendar: Calendar) -> None:
    """Open every case, list those that have a meeting, and hold the past one."""
    coordinator = actor("coordination")
    stories = {name: story() for name, story in patients.STORIES.items()}
    opened = {name: _open(coordinator, cast, story) for name, story in stories.items()}
    agendas = {calendar.past: PAST, calendar.today: TODAY, calendar.coming: COMING}
    for meeting, listed in agendas.items():
        for patient in listed:
            shown = _presentation(opened[patient.NAME])
            meetings.put_on_agenda(coordinator, meeting, shown, ONCE)
    _share_out(coordinator, cast, _presentation(opened[patients.benali.NAME]))
    cases.link_carer(coordinator, opened[patients.benali.NAME], cast.board["Roux"], ONCE)
    shown_file = stories[patients.benali.NAME].file
    documents.attach(coordinator, opened[patients.benali.NAME], shown_file)
    for name, story in stories.items():
        _listen(coordinator, opened[name], story)
    voice.tell(opened)
    prepared = patients.lorieux.NAME
    _give(actor("referent"), _presentation(opened[prepared]), stories[prepared].verdicts)
    _add_own(_presentation(opened[prepared]))
    _hold(cast, calendar, {name: (opened[name], stories[name]) for name in opened})
    back = opened[patients.pelletan.NAME]
    said = stories[patients.pelletan.NAME].interview
    if said is not None:
        again.come_back(cast, calendar.coming, back, _presentation(back), said)


def _add_own(shown: UUID) -> None:
    """An option in the board's own words, whose daily life nobody has said yet."""
    words = options.OwnWords(
        "Une équipe qui voit davantage de ces tumeurs (fictif).",
        "Un trajet, et un délai de réponse.",
    )
    options.add(
        actor("referent"),
        shown,
        entry_code="",
        free_title="Chirurgie du foie dans un centre expert (fictif)",
        family=Family.LOCAL,
        specifics="",
        submitted=ONCE,
        own=words,
    )


def _share_out(coordinator: Actor, cast: Cast, shown: UUID) -> None:
    """The one marker nobody did is asked of the pathologist, for today."""
    asked = Gap("markers:MSI/MMR", bearer_id=str(cast.board["Diallo"]), due_on=clock.today())
    gaps.note(coordinator, shown, [("msi", asked)], 0, ONCE)


def _open(coordinator: Actor, cast: Cast, story: Story) -> UUID:
    request = replace(story.request, requester_id=cast.board["Morel"])
    return cases.open_case(coordinator, cases.NewCase(story.file, request, cast.unit))


def _listen(coordinator: Actor, case_id: UUID, story: Story) -> None:
    """The nurse records what she may, that is where she treats or is convened; the coordinator the rest."""
    if story.interview is None:
        return
    has_nurse = story.file.patient.birth_name in {p.NAME for p in (*PAST, *TODAY, *COMING)}
    listener = actor("infirmiere") if has_nurse else coordinator
    preferences.record(listener, case_id, story.interview, ONCE)


def _hold(cast: Cast, calendar: Calendar, told: dict[str, tuple[UUID, Story]]) -> None:
    """Hold the past meeting: two opinions are signed, one still waits; then what came after."""
    coordinator, chair = actor("coordination"), actor("presidente")
    open_with_people(coordinator, cast, calendar.past)
    shown_then = [_presentation(told[patient.NAME][0]) for patient in PAST]
    note_course(coordinator, calendar.past, shown_then)
    for patient in PAST:
        case_id, story = told[patient.NAME]
        shown = _presentation(case_id)
        _give(chair, shown, story.verdicts)
        if story.opinion is not None:
            opinions.write(chair, shown, story.opinion, 0, ONCE)
        if patient is not patients.kervella:
            _sign(chair, shown)
        seen = _version(Case, case_id)
        letters.choose_family_doctor(coordinator, case_id, cast.family_doctor, seen, ONCE)
    meetings.advance(coordinator, calendar.past, MeetingState.CLOSED, ONCE)
    added = _presentation(told[patients.pelletan.NAME][0])
    opinions.add_addendum(actor("referent"), added, patients.pelletan.ADDENDUM, ONCE)
    _follow(coordinator, _presentation(told[patients.martinez.NAME][0]))


def _sign(chair: Actor, shown: UUID) -> None:
    """Sign what the chair was shown."""
    read = signing.mark(records.of_presentation(chair, shown).record)
    opinions.validate(chair, shown, _version(Presentation, shown), ONCE, shown=read)


def _follow(coordinator: Actor, shown: UUID) -> None:
    """The page is released and handed over, the letter has left, and what became of it is known."""
    doctor, today = actor("referent"), clock.today()
    told_on = PartialDate.of(today)
    handing = releases.Handing(True, told_on, DOCTOR, in_consultation=True)
    releases.release(doctor, shown, handing, _version(Presentation, shown), ONCE)
    letters.write_note(
        doctor,
        shown,
        "Merci de revoir Madame TEST-MARTINEZ chaque semaine à domicile et d’appeler le service si la douleur augmente.",
        _version(Presentation, shown),
        ONCE,
    )
    letters.note_sending(
        coordinator, shown, letters.Departure(today, Sending.SECURE_MAIL, "Paul Girard"), ONCE
    )
    known = FollowUp(
        told_on=told_on,
        told_by=DOCTOR,
        answer=PatientAnswer.ACCEPTS,
        answered_on=told_on,
        pps_on=today,
        answer_words="C’est ce que je voulais : mon jardin, et vous joindre si ça va mal.",
        applied=Applied.YES,
        applied_on=today,
        comment="Équipe mobile de soins palliatifs appelée le jour même.",
    )
    follow_ups.record(doctor, shown, known, 0, ONCE)


def _give(who: Actor, shown: UUID, verdicts: Verdicts) -> None:
    rows = db.session.execute(
        sa.select(Option.id, Option.entry_code, Option.version).where(
            Option.presentation_id == shown
        )
    ).all()
    db.session.rollback()
    listed = {row.entry_code: row for row in rows}
    for code, values in verdicts.items():
        options.give_verdict(who, listed[code].id, values, listed[code].version, ONCE)


def _presentation(case_id: UUID) -> UUID:
    found = db.session.scalar(sa.select(Presentation.id).where(Presentation.case_id == case_id))
    db.session.rollback()
    if found is None:
        raise LookupError(case_id)
    return found


def _version(kind: type[Case] | type[Presentation], row_id: UUID) -> int:
    found = db.session.scalar(sa.select(kind.version).where(kind.id == row_id))
    db.session.rollback()
    return int(found or 0)
