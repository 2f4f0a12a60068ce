"""First blocks of the fiche: the meeting, its members and quorum, who asks, and the question."""

from __future__ import annotations

from datetime import date

from app.domain.completeness import of_record
from app.domain.record import Informed, Meeting, Member, Record
from app.domain.urgent import UrgentOpinion
from app.domain.vocabulary import Attendance, Quorum, Regularised, Sex
from app.i18n import _, ngettext
from app.wording import people
from app.wording.board import board_warnings, knows_patient, requester_away
from app.wording.completeness import file_state
from app.wording.dates import clock_time, full_date, paris_day, partial, short_date

from ._fiche_density import Density
from ._fiche_since import since_lines
from ._style import Role
from .blocks import (
    Block,
    Card,
    Columns,
    Heading,
    Line,
    Paragraph,
    labelled,
    muted,
    plain,
    run_on,
    strong,
)


def meeting_blocks(record: Record, day: date, density: Density = Density.FULL) -> tuple[Block, ...]:
    """Two columns, then the question in its card; from `CLOSE` on all runs on across the page, members grouped."""
    facts, board, written = _facts(record, day), _board(record, day), _written(record)
    if density >= Density.CLOSE:
        across = (run_on(facts), run_on(_room(record, runs_on=True)), run_on(board), *written)
        return *(Paragraph(line) for line in across if line), _question(record, day)
    left = tuple(Paragraph(line) for line in facts)
    room = _room(record, runs_on=False)
    right = tuple(Paragraph(line) for line in (*room, *board, *written))
    return Columns((left, right), (0.46, 0.54)), _question(record, day)


def _facts(record: Record, day: date) -> list[Line]:
    lines = []
    if record.meeting:
        start = record.meeting.starts_at
        when = _("%(day)s à %(time)s", day=full_date(paris_day(start)), time=clock_time(start))
        lines.append(labelled(_("Date :"), when))
        if record.meeting.place:
            lines.append(labelled(_("Lieu :"), record.meeting.place))
    lines += [
        *_asked(record),
        labelled(_("Voie :"), record.track.label.lower()),
        labelled(_("Patient :"), informed(record.informed, record.case_file.patient.sex)),
        labelled(_("Dossier :"), file_state(of_record(record, day))),
    ]
    if record.urgent and record.regularised:
        lines.append(labelled(_("Avis urgent :"), urgent(record.urgent, record.regularised)))
    return lines


def _asked(record: Record) -> list[Line]:
    """Who asked and who spoke, in one line when one person did both."""
    asker, speaker = people.person(record.requester), _presented(record)
    if record.requester and asker == speaker:
        return [labelled(_("Demandé et présenté par :"), asker)]
    return [labelled(_("Demandeur :"), asker), labelled(_("Présenté par :"), speaker)]


def _presented(record: Record) -> str:
    """Who spoke for the case; nobody is guessed when the requester was away."""
    away = requester_away(record)
    speaker = record.presenter if away else record.presenter or record.requester
    return " ; ".join(filter(None, (people.person(speaker), away)))


def urgent(given: UrgentOpinion, stands: Regularised) -> str:
    """What was advised between two meetings, by whom, and whether a meeting saw it since."""
    who = ", ".join(
        f"{one.name} ({one.speciality})" if one.speciality else one.name for one in given.consulted
    )
    parts = [
        _("le %(on)s, %(stands)s", on=full_date(given.given_on), stands=stands.label.lower()),
        _("consultés : %(who)s", who=who),
        _("raison : %(reason)s", reason=given.reason),
    ]
    if given.started_on:
        parts.append(_("traitement commencé le %(on)s", on=full_date(given.started_on)))
    return " ; ".join([*parts, given.text])


def informed(value: Informed, sex: Sex) -> str:
    """Whether the patient was informed of the meeting, by whom, when, and is opposed or not."""
    if value.on is None and not value.by and value.opposed is None:
        return _("information non renseignée, opposition non renseignée")
    is_woman = sex is Sex.FEMALE
    parts = [_("informée de la réunion") if is_woman else _("informé de la réunion")]
    if value.on:
        parts.append(_("le %(on)s", on=partial(value.on)))
    if value.by:
        parts.append(_("par %(name)s", name=value.by))
    stand = {
        None: _("opposition non renseignée"),
        False: _("non opposée") if is_woman else _("non opposé"),
        True: _("opposition à la présentation"),
    }[value.opposed]
    return " ".join(parts) + ", " + stand


def _room(record: Record, *, runs_on: bool) -> list[Line]:
    """The members one a line, or a line for each way of taking part."""
    meeting = record.meeting
    if meeting is None:
        return [muted(_("Aucune réunion fixée : ni participants ni quorum."))]
    if not meeting.members:
        return [labelled(_("Participants :"), _("non renseignés"))]
    if not runs_on:
        return [strong(_("Participants")), *(plain(_member(m)) for m in meeting.members)]
    ways: dict[str, list[str]] = {}
    order = list(Attendance)
    for member in sorted(meeting.members, key=lambda m: order.index(m.attendance)):
        label = people.attendances(member.attendance)
        ways.setdefault(label, []).append(_in_its_way(member))
    return [
        labelled(_("%(what)s :", what=label), _(" ; ").join(names)) for label, names in ways.items()
    ]


def _member(member: Member) -> str:
    who, how = people.person(member.person), people.attendance(member)
    return _("%(who)s : %(how)s", who=who, how=how)


def _in_its_way(member: Member) -> str:
    """A member where the way of taking part is said once for several."""
    who, apart = people.person(member.person), people.beside_attendance(member)
    return _("%(who)s (%(apart)s)", who=who, apart=", ".join(apart)) if apart else who


def _board(record: Record, day: date) -> list[Line]:
    """The quorum, who knows the patient, and what the law asks of the room."""
    if record.meeting is None:
        return []
    lines = [labelled(_("Quorum :"), quorum(record.meeting))]
    if record.somebody_knows is not None:
        lines.append(
            labelled(_("Une personne présente connaît le patient :"), knows_patient(record))
        )
    lines += [plain(sentence) for sentence in board_warnings(record, day)]
    return lines


def _written(record: Record) -> list[Line]:
    """The opinions left before the meeting that the board took in."""
    return [
        labelled(
            _("Avis écrit de %(who)s, %(on)s :", who=one.by, on=short_date(paris_day(one.at))),
            one.text,
        )
        for one in record.preliminary
        if one.taken_in
    ]


def quorum(meeting: Meeting) -> str:
    """Reached or not, the specialities that are missing, required ones apart from recommended ones, and the note."""
    parts = [meeting.quorum.label.lower()]
    if meeting.missing_specialities and meeting.quorum is not Quorum.REACHED:
        parts.append(_("manque : %(names)s", names=", ".join(meeting.missing_specialities)))
    if meeting.specialities_short and meeting.quorum is Quorum.NOT_REACHED:
        n = meeting.specialities_short
        parts.append(
            ngettext(
                "%(n)s spécialité différente de moins que la règle",
                "%(n)s spécialités différentes de moins que la règle",
                n,
            )
        )
    if meeting.recommended_specialities:
        names = ", ".join(meeting.recommended_specialities)
        parts.append(_("recommandé et absent : %(names)s", names=names))
    if meeting.quorum_note:
        parts.append(meeting.quorum_note)
    return ", ".join(parts)


def _question(record: Record, day: date) -> Block:
    question = record.question or _("non renseignée")
    lines: list[Block] = [
        Heading(2, _("Question posée à la RCP"), Role.CARD_TITLE),
        Paragraph(plain(question), Role.LEAD),
    ]
    if record.national.history:
        lines.append(Paragraph(labelled(_("Histoire de la maladie :"), record.national.history)))
    lines += [Paragraph(line) for line in since_lines(record, day)]
    lines.append(Paragraph(labelled(_("Ce qui a été dit au patient :"), told(record))))
    return Card(tuple(lines), accent=True)


def told(record: Record) -> str:
    """What the patient has been told, by whom and when; "non renseigné" when nobody wrote it."""
    value = record.case_file.told
    if not value.text:
        return _("non renseigné")
    by = [value.by, partial(value.on) if value.on else ""]
    origin = ", ".join(part for part in by if part)
    return f"{value.text} ({origin})" if origin else value.text
