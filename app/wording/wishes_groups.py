"""What was said beyond the core questions, in short groups: takes wishes, gives French lines for card and fiche."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.domain import answers
from app.domain.casefile import Statement
from app.domain.preferences import Incapacity, Wishes, is_expired
from app.domain.questionnaire import QUESTIONS
from app.domain.vocabulary import StatementStatus, Topic
from app.i18n import NARROW, _

from . import wishes as words
from .dates import partial, short_date

SEPARATOR = f"{NARROW}; "
_LIMITS = {
    "practical.travel",
    "practical.max_visits",
    "practical.overnight",
    "practical.transport",
    "practical.language",
}
_BURDENS = {
    "practical.lives_alone",
    "practical.dependants",
    "practical.money",
    "practical.interpreter",
    "practical.reading",
}
_BARE = {
    "role.wished",
    "length_quality.balance",
    "place.now",
    "trial.open",
    "trusted_person.name",
    "trusted_person.relation",
    "trusted_person.phone",
}
_SILENCE_TOLD = {"role.wished", "length_quality.balance", "place.now", "trial.open"}
_SILENCES = {StatementStatus.UNKNOWN, StatementStatus.DECLINED, StatementStatus.WITHDRAWN}


@dataclass(frozen=True)
class Group:
    """One line: what it is about, what was said, and its day when it is not that of the interview ("" otherwise)."""

    label: str
    text: str
    on: str = ""


@dataclass(frozen=True)
class Told:
    """What somebody other than the patient said in one interview."""

    who: str
    text: str
    source: str


def beyond(wishes: Wishes, today: date) -> tuple[Group, ...]:
    """The compact list under the core wishes: only what was said, in the order of the form."""
    found = (_group(label, keep, wishes, today) for label, keep in _GROUPS)
    return tuple(group for group in found if group)


def incapacity(noted: Incapacity) -> str:
    """`Ne peut pas s'exprimer depuis le 03/11/2026, parce que : coma.`"""
    since = partial(noted.since) if noted.since else _("une date non renseignée")
    reason = noted.reason or _("raison non renseignée")
    return _(
        "Ne peut pas s'exprimer depuis : %(since)s, parce que : %(why)s", since=since, why=reason
    )


def told_by_others(statements: Iterable[Statement], today: date) -> tuple[Told, ...]:
    """What others said, one entry an interview: never mixed with the patient's answers."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for statement in statements:
        key = (words.speaker(statement), words.source(statement))
        grouped.setdefault(key, []).append(_prefixed(statement, today))
    return tuple(Told(who, SEPARATOR.join(said), source) for (who, source), said in grouped.items())


def _prefixed(statement: Statement, today: date) -> str:
    labels = {
        Topic.PRIORITY: _("priorité : %(what)s"),
        Topic.REFUSAL: _("refuse : %(what)s"),
        Topic.INFO_WISH: _("veut savoir : %(what)s"),
        Topic.PROGNOSIS_WISH: _("parler de l'avenir : %(what)s"),
    }
    said = words.answer(statement, today)
    if statement.topic in labels:
        return labels[statement.topic] % {"what": said[:1].lower() + said[1:]}
    return said


def _group(
    label: str, keep: Callable[[Statement], bool], wishes: Wishes, today: date
) -> Group | None:
    kept = [s for s in wishes.beyond if keep(s)]
    parts = [text for s in kept if (text := _part(s))]
    if not parts:
        return None
    text = SEPARATOR.join(parts)
    if any(is_expired(s, today) for s in kept):
        text += " " + _("(à reconfirmer)")
    days = {s.stated_on for s in kept if s.stated_on}
    last = max(days, default=None)
    is_apart = last is not None and last != wishes.stated_on
    return Group(_(label), text, short_date(last) if last and is_apart else "")


def _part(statement: Statement) -> str:
    if statement.status in _SILENCES:
        told = statement.item in _SILENCE_TOLD
        return words.answer(statement, date.min) if told else ""
    brief = _(QUESTIONS[statement.item].brief)
    said = _(answers.said(statement))
    quoted = words.quoted(statement.verbatim) if statement.verbatim else ""
    if statement.topic in {Topic.SIDE_EFFECT} or statement.item in _BURDENS:
        said = _small(brief)
    elif statement.topic is Topic.NEEDS:
        said = _small(brief) + (_(" (voudrait de l'aide)") if statement.value == "help" else "")
    elif statement.item not in _BARE:
        said = _("%(name)s : %(said)s", name=_small(brief), said=said)
    return " ".join(part for part in (said, quoted) if part)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _of(topic: Topic) -> Callable[[Statement], bool]:
    return lambda s: s.topic is topic


def _valued(topic: Topic, *values: str) -> Callable[[Statement], bool]:
    return lambda s: s.topic is topic and s.value in values


def _practical(statement: Statement) -> bool:
    burden = statement.item in _BURDENS and statement.value == "yes"
    return burden or statement.item in _LIMITS


_GROUPS: tuple[tuple[str, Callable[[Statement], bool]], ...] = (
    ("Décision :", lambda s: s.item in {"role.wished", "role.relative"}),
    ("Durée et qualité de vie :", _of(Topic.LENGTH_QUALITY)),
    ("Effets refusés :", _valued(Topic.SIDE_EFFECT, "no")),
    ("Effets difficiles :", _valued(Topic.SIDE_EFFECT, "difficult")),
    ("Vie pratique :", _practical),
    ("Lieu de soins :", _of(Topic.PLACE)),
    ("Essai clinique :", _of(Topic.TRIAL)),
    ("Personne de confiance :", _of(Topic.TRUSTED_PERSON)),
    ("Directives anticipées :", _of(Topic.ADVANCE_DIRECTIVE)),
    ("Besoins :", _valued(Topic.NEEDS, "difficult", "help")),
)
