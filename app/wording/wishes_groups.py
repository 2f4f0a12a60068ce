"""What was said beyond the core questions, in short groups: takes wishes, gives French lines for card and fiche."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.domain import answers
from app.domain.casefile import Statement
from app.domain.preferences import Incapacity, Wishes, in_form_order, is_expired
from app.domain.questionnaire import QUESTIONS, Kind
from app.domain.vocabulary import StatementStatus, Topic
from app.i18n import NARROW, _

from . import wishes as words
from .dates import partial, short_date

SEPARATOR = f"{NARROW}; "
_LIMITS = {
    "practical.journey",
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
    "trusted_person.named",
    "confidentiality.not_inform",
    "advance_directive.exist",
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
    """One line: what it is about, what was said, and its day where that is another than just before ("" otherwise)."""

    label: str
    text: str
    on: str = ""


@dataclass(frozen=True)
class Interview:
    """What was said in one go, with its source and how far it may go."""

    source: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Told:
    """What somebody other than the patient said in one interview."""

    who: str
    text: str
    source: str


def beyond(wishes: Wishes, today: date, binding: bool | None = None) -> tuple[Group, ...]:
    """The compact list under the core wishes: only what was said, in the order of the form.

    `binding` keeps only what limits an option, or only the rest.
    """
    day = wishes.stated_on
    groups = []
    for label, keep, binds in _GROUPS:
        if binding not in {None, binds}:
            continue
        kept = [s for s in wishes.beyond if s.item in QUESTIONS and keep(s)]
        text = SEPARATOR.join(part for s in kept if (part := _part(s)))
        if not text:
            continue
        if any(is_expired(s, today) for s in kept):
            text += " " + _("(à reconfirmer)")
        last = max((s.stated_on for s in kept if s.stated_on), default=None)
        groups.append(Group(_(label), text, short_date(last) if last and last != day else ""))
        day = last or day
    return tuple(groups)


def by_interview(statements: Iterable[Statement]) -> tuple[Interview, ...]:
    """Statements under the interview they were said in, the latest first."""
    grouped: dict[str, list[Statement]] = {}
    dated = sorted(statements, key=lambda s: s.stated_on or date.min, reverse=True)
    for statement in dated:
        grouped.setdefault(_origin(statement), []).append(statement)
    return tuple(Interview(origin, in_form_order(said)) for origin, said in grouped.items())


def _origin(statement: Statement) -> str:
    if statement.withheld:
        return ""
    parts = [words.source(statement), _(statement.share.label).lower()]
    if statement.not_to_relatives:
        parts.append(_("jamais sur papier"))
    return ", ".join(parts)


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


def _part(statement: Statement) -> str:
    if statement.status in _SILENCES:
        told = statement.item in _SILENCE_TOLD
        return words.answer(statement, date.min) if told else ""
    brief = _small(_(QUESTIONS[statement.item].brief))
    said = _(answers.said(statement))
    if statement.topic is Topic.SIDE_EFFECT or (statement.value == "yes" and _is_named(statement)):
        said = brief
    elif statement.topic is Topic.NEEDS:
        said = brief + (_(" (voudrait de l'aide)") if statement.value == "help" else "")
    elif statement.item not in _BARE:
        said = _("%(name)s : %(said)s", name=brief, said=said)
    quoted = words.quoted(statement.verbatim) if statement.verbatim else ""
    return " ".join(part for part in (said, quoted) if part)


def _is_named(statement: Statement) -> bool:
    """Whether "yes" is said by the name of the question alone."""
    return QUESTIONS[statement.item].kind is Kind.YES_NO


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _of(topic: Topic) -> Callable[[Statement], bool]:
    return lambda s: s.topic is topic


def _valued(topic: Topic, *values: str) -> Callable[[Statement], bool]:
    return lambda s: s.topic is topic and s.value in values


def _practical(statement: Statement) -> bool:
    burden = statement.item in _BURDENS and statement.value == "yes"
    return burden or statement.item in _LIMITS


# The third says whether it sets a limit to an option: the meeting reads it without unfolding anything.
_GROUPS: tuple[tuple[str, Callable[[Statement], bool], bool], ...] = (
    ("Décision :", lambda s: s.item in {"role.wished", "role.relative"}, False),
    ("Durée et qualité de vie :", _of(Topic.LENGTH_QUALITY), True),
    ("Effets refusés :", _valued(Topic.SIDE_EFFECT, "no"), True),
    ("Effets difficiles :", _valued(Topic.SIDE_EFFECT, "difficult"), True),
    ("Vie pratique :", _practical, True),
    ("Lieu de soins :", _of(Topic.PLACE), False),
    ("Essai clinique :", _of(Topic.TRIAL), False),
    ("Personne de confiance :", _of(Topic.TRUSTED_PERSON), False),
    ("Directives anticipées :", _of(Topic.ADVANCE_DIRECTIVE), False),
    ("À ne pas informer :", lambda s: s.item == "confidentiality.not_inform", False),
    ("Besoins :", _valued(Topic.NEEDS, "difficult", "help"), False),
)
