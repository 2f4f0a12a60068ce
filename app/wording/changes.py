"""The words of what changed since the last board, and of what it said: takes changes and a previous opinion, gives phrases.

One phrase for one change, short enough to be read in a row; page and print share them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from app.domain.casefile import Statement
from app.domain.change import Change, Kind, Subject
from app.domain.changes import percent
from app.domain.health import Imaging
from app.domain.preferences import CORE_TOPICS
from app.domain.vocabulary import (
    CautionKind,
    Labelled,
    MarkerState,
    MeasureKind,
    Presence,
    Response,
    Speaker,
    StopReason,
    Topic,
)
from app.domain.vocabulary.health import (
    CheckKind,
    CheckResult,
    ImagingKind,
    NervousSite,
    NervousState,
    Pace,
    RedFlagKind,
)
from app.i18n import NBSP, _

from . import health, wishes
from .dates import partial
from .facts import MEASURES

_PARTS = {
    "label": "Maladie",
    "stage": "Stade",
    "tnm": "TNM",
    "metastatic_sites": "Métastases",
}


_TOPICS = {
    Topic.WHAT_MATTERS: "Ce qui compte",
    Topic.INFO_WISH: "Veut savoir",
    Topic.PROGNOSIS_WISH: "Avenir",
    Topic.REFUSAL: "Refuse",
}
# What is neither a measure nor a precaution: its name, and the list its answers are of (none: a number).
_ASKED: Mapping[str, tuple[str, type[Labelled] | None]] = {
    "g8": ("G8", None),
    "tempo": ("Évolution de la maladie", Pace),
    **{site.value: (site.label, NervousState) for site in NervousSite},
    **{kind.value: (kind.label, CheckResult) for kind in CheckKind},
}


def change_sentence(change: Change, today: date) -> str:
    """`OMS 1 → 2 (20/11/2026)`: one change, no more precise than what is known."""
    return _WRITERS[change.subject](change, today)


def change_subject(change: Change) -> str:
    """The subject in one word, for a tag before the phrase."""
    names = {
        Subject.EMERGENCY: _("urgence"),
        Subject.DISEASE: _("maladie"),
        Subject.LINE: _("traitement"),
        Subject.PROGRESSION: _("progression"),
        Subject.RESPONSE: _("réponse"),
        Subject.TOXICITY: _("toxicité"),
        Subject.IMAGING: _("imagerie"),
        Subject.RESULT: _("résultat"),
        Subject.STATE: _("état"),
        Subject.CAUTION: _("précaution"),
        Subject.TOLD: _("annonce"),
        Subject.WISH: _("souhait"),
    }
    return names[change.subject]


def changes_line(changes: tuple[Change, ...], today: date) -> str:
    """Every change on one line, for a print."""
    return _(" ; ").join(change_sentence(change, today) for change in changes)


def _disease(change: Change, _today: date) -> str:
    name = _(_PARTS[change.what])
    return _("%(what)s : %(how)s", what=name, how=_from_to(change.before, change.after))


def _line(change: Change, _today: date) -> str:
    match change.kind:
        case Kind.ADDED:
            return _dated(_("nouveau : %(what)s", what=change.what), change, _("dès %(on)s"))
        case Kind.ENDED:
            reason = f", {StopReason(change.after).label.lower()}" if change.after else ""
            return _dated(_("%(what)s arrêté", what=change.what) + reason, change)
        case Kind.CHANGED:
            dose = " ".join(part for part in (change.note, change.after) if part)
            return _dated(_("%(what)s : doses %(how)s", what=change.what, how=dose), change)
    return _("%(what)s : retiré du dossier", what=change.what)


def _progression(change: Change, _today: date) -> str:
    site = f"{_(' :')} {change.after}" if change.after else ""
    return _dated(_("progression sous %(what)s", what=change.what) + site, change)


def _response(change: Change, _today: date) -> str:
    before, after = (_named(Response, code) for code in (change.before, change.after))
    return _("%(what)s : %(how)s", what=change.what, how=_from_to(before, after))


def _result(change: Change, _today: date) -> str:
    if change.kind is Kind.WITHDRAWN:
        return _("%(what)s : retiré du dossier", what=change.what)
    state = _named(MarkerState, change.after)
    if change.uncertain:
        state = _("%(state)s, de signification incertaine", state=state)
    if change.note:
        state = f"{state}, {change.note}"
    was = _named(MarkerState, change.before)
    how = _from_to(was, state) if was and not state.startswith(was) else state
    return _dated(_("%(what)s : %(how)s", what=change.what, how=how), change)


def _state(change: Change, _today: date) -> str:
    if change.what in _ASKED:
        return _asked(change)
    name, unit = MEASURES[MeasureKind(change.what)]
    unit = f"{NBSP}{change.unit}" if change.unit else unit
    value = _from_to(_number(change.before), _number(change.after))
    moved = percent(change)
    sign = "+" if moved and moved > 0 else "−"
    share = f", {sign}{abs(moved)}{NBSP}%" if moved else ""
    return _dated(f"{change.note or _(name)} {value}{unit}{share}", change)


def _asked(change: Change) -> str:
    name, kind = _ASKED[change.what]
    if kind is None:
        score = _from_to(_number(change.before), _number(change.after))
        return _dated(f"{_(name)} {score}/17", change)
    was, now = _named(kind, change.before), _named(kind, change.after)
    return _dated(_("%(what)s : %(how)s", what=_(name), how=_from_to(was, now)), change)


def _emergency(change: Change, _today: date) -> str:
    name = RedFlagKind(change.what).label
    detail = f", {change.note}" if change.note else ""
    if change.kind is Kind.ENDED:
        return _dated(_("%(what)s : résolu", what=name + detail), change)
    return _dated(name + detail, change)


def _imaging(change: Change, _today: date) -> str:
    conclusion = Response(change.after) if change.after else None
    seen = Imaging(ImagingKind(change.what), change.unit, change.note, conclusion, change.on)
    return health.phrase(seen)


def _toxicity(change: Change, _today: date) -> str:
    grade = _("%(term)s grade %(n)s", term=change.note, n=change.after)
    event = grade if change.after else change.note
    return _dated(_("%(what)s : %(event)s", what=change.what, event=event), change)


def _caution(change: Change, _today: date) -> str:
    answer = _named(Presence, change.after)
    detail = f", {change.note}" if change.note else ""
    name = CautionKind(change.what).label
    return _dated(_("%(kind)s : %(answer)s", kind=name, answer=answer + detail), change)


def _told(change: Change, _today: date) -> str:
    phrase = _("nouvelle annonce au patient")
    if change.note:
        phrase = _("nouvelle annonce au patient, par %(who)s", who=change.note)
    return _dated(phrase, change)


def _wish(change: Change, today: date) -> str:
    topic = Topic(change.what)
    name = _(_TOPICS.get(topic, topic.label))
    if change.kind is Kind.WITHDRAWN:
        return _("%(topic)s : retiré", topic=name)
    said = ", ".join(wishes.answer(s, today) for s in _in_order(change.said))
    if topic in CORE_TOPICS:
        said = _("%(topic)s : %(said)s", topic=name, said=said)
    if Speaker(change.note) is not Speaker.PATIENT:
        said = _("%(who)s : %(said)s", who=wishes.speaker(change.said[0]), said=said)
    return _dated(said, change)


def _in_order(said: tuple[Statement, ...]) -> list[Statement]:
    return sorted(said, key=lambda s: s.rank or 99)


def _from_to(before: str, after: str) -> str:
    """`1 → 2`; the present alone when nothing was known."""
    if not after:
        return _("%(before)s → non renseigné", before=before)
    return f"{before} → {after}" if before else after


def _dated(phrase: str, change: Change, pattern: str = "%(on)s") -> str:
    if change.on is None:
        return phrase
    when = pattern % {"on": partial(change.on)}
    if change.subject is Subject.RESULT and change.after == MarkerState.PENDING:
        when = _("attendu : %(on)s", on=when)
    return f"{phrase} ({when})"


def _named(kind: type[Labelled], code: str) -> str:
    return kind(code).label.lower() if code else ""


def _number(text: str) -> str:
    whole = text.rstrip("0").rstrip(".") if "." in text else text
    return whole.replace(".", ",")


_WRITERS: Mapping[Subject, Callable[[Change, date], str]] = {
    Subject.EMERGENCY: _emergency,
    Subject.DISEASE: _disease,
    Subject.LINE: _line,
    Subject.PROGRESSION: _progression,
    Subject.RESPONSE: _response,
    Subject.TOXICITY: _toxicity,
    Subject.IMAGING: _imaging,
    Subject.RESULT: _result,
    Subject.STATE: _state,
    Subject.CAUTION: _caution,
    Subject.TOLD: _told,
    Subject.WISH: _wish,
}
