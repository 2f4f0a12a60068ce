"""What a conclusion says besides its paragraph, in labelled lines that screen, fiche and DCC text share."""

from __future__ import annotations

from app.domain import conclusion
from app.domain.record import Opinion, Record
from app.i18n import _

Pair = tuple[str, str]


def lines(record: Record, *, trial: bool = True) -> tuple[Pair, ...]:
    """Label and value of what was said: trial (where asked), supportive care, departure, disagreement."""
    given = record.opinion
    pairs = (
        (_("Essai clinique proposé"), _trial(record) if trial else ""),
        (_("Soins de support, besoins évalués"), _supportive(given)),
        (_("Hors référentiel"), _departure(given)),
        (_("Désaccord"), _dissent(given)),
    )
    return tuple((label, value) for label, value in pairs if value)


def silent(record: Record) -> tuple[str, ...]:
    """What the fiche says nobody wrote, in its order; the trial is in its national frame."""
    given = record.opinion
    asked = (
        (_("issue"), given.outcome),
        (_("prise en compte de ses souhaits"), given.wishes_account or given.wishes_effect),
        (_("évaluation des besoins de soins de support"), _supportive(given)),
        (_("suites"), given.next_steps),
    )
    return tuple(label for label, value in asked if not value)


def _trial(record: Record) -> str:
    said = _answer(conclusion.trial(record))
    return ", ".join(filter(None, (said, record.opinion.trial_ids)))


def _supportive(given: Opinion) -> str:
    return ", ".join(filter(None, (_answer(given.supportive), given.supportive_note)))


def _departure(given: Opinion) -> str:
    if not given.departs_because:
        return given.departs_from
    if not given.departs_from:
        return given.departs_because
    return _("%(what)s, car : %(why)s", what=given.departs_from, why=given.departs_because)


def _dissent(given: Opinion) -> str:
    if not conclusion.dissents(given):
        return ""
    settled = {True: _("réglé"), False: _("non réglé"), None: _("règlement non renseigné")}
    end = settled[given.dissent_settled]
    how = _("%(end)s (%(how)s)", end=end, how=given.dissent_how) if given.dissent_how else end
    who = given.dissent_who or _("personne non nommée")
    on = given.dissent_on or _("sujet non renseigné")
    return _("%(who)s, sur %(on)s ; %(end)s", who=who, on=on, end=how)


def _answer(value: bool | None) -> str:
    return "" if value is None else _("oui") if value else _("non")
