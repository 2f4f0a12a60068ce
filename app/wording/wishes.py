"""The words around what the patient said: takes statements, gives French phrases; the words themselves stay theirs."""

from __future__ import annotations

from datetime import date

from app.domain import answers
from app.domain.casefile import Statement
from app.domain.preferences import is_expired, item_label
from app.domain.questionnaire import HEADS, QUESTIONS
from app.domain.vocabulary import Speaker, StatementStatus
from app.i18n import NBSP, _, ngettext

from .dates import short_date

_SPEAKERS = {
    Speaker.PATIENT: "le patient",
    Speaker.TRUSTED_PERSON: "la personne de confiance",
    Speaker.RELATIVE: "un proche",
    Speaker.GUARDIAN: "le tuteur",
    Speaker.CLINICIAN: "un soignant",
}
_NO_ANSWER = {
    StatementStatus.UNKNOWN: "ne sait pas",
    StatementStatus.DECLINED: "préfère ne pas répondre",
    StatementStatus.NOT_ASKED: "non demandé",
    StatementStatus.WITHDRAWN: "réponse retirée",
}

_MONTHS_FROM = 61


def not_recorded() -> str:
    """What stands in the place of an answer nobody has asked for."""
    return _("non recueilli")


def not_shared() -> str:
    """What stands in the place of an answer kept for the doctor, or kept off paper."""
    return _("non partagé")


def quoted(words: str) -> str:
    """The patient's words between French quotation marks."""
    return f"«{NBSP}{words}{NBSP}»"


def answer(statement: Statement, today: date) -> str:
    """The answer as it stands: label and words, or why there is none, and "à reconfirmer" when it has aged."""
    name = question(statement) if statement.item in QUESTIONS else ""
    told = reply(statement, today)
    if not name or statement.withheld or not told:
        return told
    separator = (
        " " if statement.verbatim and not statement.value else _("%(name)s :", name="") + " "
    )
    return f"{name}{separator}{told}"


def reply(statement: Statement, today: date) -> str:
    """The answer without its question."""
    if statement.withheld:
        return not_shared()
    if statement.status in _NO_ANSWER:
        return _(_NO_ANSWER[statement.status])
    words = quoted(statement.verbatim) if statement.verbatim else ""
    coded = _(answers.said(statement) if statement.item in QUESTIONS else item_label(statement))
    said = " ".join(part for part in (coded, words) if part)
    if is_expired(statement, today):
        said += " " + _("(à reconfirmer)")
    return said


def question(statement: Statement) -> str:
    """What was asked, in a few words."""
    found = QUESTIONS.get(statement.item)
    return _(found.brief if found else statement.topic.label)


def asked(statement: Statement) -> str:
    """What was asked, with its subject where the question alone says too little: `Personne de confiance, nom`."""
    brief, subject = question(statement), _(statement.topic.label)
    if statement.topic not in HEADS or brief == subject or statement.withheld:
        return brief
    return _("%(subject)s, %(brief)s", subject=subject, brief=brief[:1].lower() + brief[1:])


def speaker(statement: Statement) -> str:
    """`un proche (son épouse)`."""
    who = _(_SPEAKERS[statement.speaker])
    return f"{who} ({statement.speaker_name})" if statement.speaker_name else who


def source(statement: Statement, day: date | None = None) -> str:
    """Who spoke, when, how, before whom, and who wrote it down; how old it is on the `day` of a meeting."""
    who = speaker(statement)
    if statement.stated_on:
        first = _("dit par %(who)s le %(on)s", who=who, on=short_date(statement.stated_on))
    else:
        first = _("dit par %(who)s, sans date", who=who)
    if day and statement.stated_on and statement.stated_on < day:
        first += f" ({before(statement.stated_on, day)})"
    parts = [first, statement.means.label.lower()]
    if statement.interpreter:
        parts.append(_("avec interprète : %(name)s", name=statement.interpreter))
    if statement.present:
        parts.append(_("en présence de : %(names)s", names=statement.present))
    if statement.recorded_by:
        parts.append(_("saisi par %(name)s", name=statement.recorded_by))
    text = ", ".join(parts)
    return text[0].upper() + text[1:]


def age(on: date, today: date) -> str:
    """How long ago that was: `aujourd'hui`, `il y a 12 jours`, beyond two months in months."""
    days = (today - on).days
    if days <= 0:
        return _("aujourd'hui")
    if days >= _MONTHS_FROM:
        return ngettext("il y a %(n)s mois", "il y a %(n)s mois", days // 30)
    return ngettext("il y a %(n)s jour", "il y a %(n)s jours", days)


def before(on: date, day: date) -> str:
    """How old what was said is on the day of a meeting, for paper, which is read later."""
    days = (day - on).days
    return ngettext("%(n)s jour avant la réunion", "%(n)s jours avant la réunion", days)
