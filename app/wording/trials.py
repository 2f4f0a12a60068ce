"""Words about trials and tasks that screens and prints share: a line of the list, what was asked, a task."""

from __future__ import annotations

from dataclasses import replace

from app.domain.local_trial import LocalTrial
from app.domain.record import Option, Record
from app.domain.trial_search import Task, TrialNote, TrialSearch
from app.domain.vocabulary import Sex, TrialStep, Verdict
from app.errors import Violation
from app.i18n import NBSP, _

from .dates import short_date
from .rules import violation_sentence
from .trial_refusals import trial_fields


def verified(trial: LocalTrial | TrialNote) -> str:
    """`vérifié le 14/03/2026 par Claire Dubois`; that nobody did is said too."""
    if trial.verified_on is None:
        return _("jamais vérifié ici")
    if trial.verified_by:
        return _(
            "vérifié le %(on)s par %(by)s", on=short_date(trial.verified_on), by=trial.verified_by
        )
    return _("vérifié le %(on)s", on=short_date(trial.verified_on))


_AIMS = {
    "I": "phase I : cherche d'abord la dose et ce que l'on supporte",
    "II": "phase II : cherche si le traitement agit",
    "III": "phase III : compare au traitement habituel",
    "IV": "phase IV : suit un médicament déjà autorisé",
}


def phase_aim(trial: LocalTrial) -> str:
    """What a trial of that phase looks for (R48); a phase of two says both, none says that it is to ask."""
    parts = [part.strip().upper() for part in trial.phase.replace("-", "/").split("/")]
    known = [_(_AIMS[part]) for part in parts if part in _AIMS]
    return ", ".join(known) or _("phase non notée : but à demander au centre")


def not_known(trial: LocalTrial) -> str:
    """What nobody knows yet of a trial's treatment (R46)."""
    if trial.phase.strip().upper() == "IV":
        return _("Ce que l'on ne sait pas encore : ses effets à long terme, hors des essais.")
    return _("Ce que l'on ne sait pas : s'il aidera ce patient, ni tous ses effets.")


def travel(trial: LocalTrial) -> str:
    """`35 km, 40 min`, "" when neither is known."""
    parts = []
    if trial.distance_km is not None:
        parts.append(f"{trial.distance_km}{NBSP}km")
    if trial.travel_minutes is not None:
        hours, minutes = divmod(trial.travel_minutes, 60)
        told = f"{hours}{NBSP}h{NBSP}{minutes:02d}" if hours else f"{minutes}{NBSP}min"
        parts.append(told)
    return ", ".join(parts)


def asked_for(trial: LocalTrial) -> tuple[str, ...]:
    """The structured criteria of a line, one short text each, as they were typed."""
    simple = trial.simple
    between = (
        (_("lignes"), simple.lines_at_least, simple.lines_at_most),
        (_("âge"), simple.age_at_least, simple.age_at_most),
    )
    told = [text for text in (simple.tumours, simple.markers) if text]
    told += [_range(name, low, high) for name, low, high in between if (low, high) != (None, None)]
    if simple.performance_at_most is not None:
        told.append(_("OMS ≤ %(n)s", n=simple.performance_at_most))
    if simple.sex:
        told.append(_("sexe : %(what)s", what=_(Sex(simple.sex).label.lower())))
    if trial.computed:
        told.append(_("critères CTML : %(n)s", n=len(trial.computed)))
    return tuple(told)


def note_sentence(note: TrialNote) -> str:
    """`demandé au centre le 14/03/2026 (Dr Test)`, `non éligible (14/03/2026) car OMS 2`, `inclus le…`."""
    on = short_date(note.on)
    if note.step is TrialStep.NOT_ELIGIBLE:
        return _("non éligible (%(on)s) car %(why)s", on=on, why=note.reason)
    if note.step is TrialStep.INCLUDED:
        told = _("inclus le %(on)s", on=on)
    else:
        told = _("demandé le %(on)s à %(whom)s", on=on, whom=note.whom)
    return _("%(told)s : %(more)s", told=told, more=note.reason) if note.reason else told


def note_title(note: TrialNote) -> str:
    """`Titre (NCT…, phase II, centre)`."""
    phase = _("phase %(n)s", n=note.phase) if note.phase else ""
    about = ", ".join(part for part in (note.number, phase, note.centre) if part)
    return _("%(title)s (%(about)s)", title=note.title, about=about)


def search_sentence(search: TrialSearch) -> str:
    """`Recherché, aucun trouvé le 14/03/2026 par Claire Dubois.`, "" when nobody said so."""
    if search.none_found_on is None:
        return ""
    return _(
        "Recherché, aucun trouvé le %(on)s par %(by)s.",
        on=short_date(search.none_found_on),
        by=search.none_found_by,
    )


def task_line(task: Task) -> str:
    """`MSI/MMR jamais fait (Immunothérapie) : pathologiste, pour le 14/03/2026`."""
    about = f"{task.what} ({task.about})" if task.about else task.what
    if task.need:
        about = _("%(need)s, %(what)s", need=_(task.need.label), what=about)
    who = _("%(who)s (%(phone)s)", who=task.who, phone=task.phone) if task.phone else task.who
    return _line(about, who, short_date(task.by_on) if task.by_on else "")


def task_answer(task: Task) -> str:
    """The same without the need it answers, where that stands beside it."""
    return task_line(replace(task, need=None))


def next_step_lines(record: Record) -> tuple[str, ...]:
    """What the board still waits for, as lines to insert in the next steps: options to complete, then tasks."""
    waiting = [option for option in record.options if _is_to_complete(option)]
    lines = [
        _line(
            f"{option.complete_what} ({option.title})",
            option.complete_who,
            short_date(option.complete_by) if option.complete_by else "",
        )
        for option in waiting
        if option.complete_what
    ]
    return (*lines, *(task_line(task) for task in record.tasks))


def field_names(names: tuple[str, ...]) -> str:
    """The names of fields that a file would change."""
    return ", ".join(trial_fields()[name].lower() for name in names)


def refused_line(number: str, violation: Violation) -> str:
    """Why one line of a file cannot be stored: which, what field, what is wrong."""
    field = trial_fields().get(violation.field, _("ligne"))
    why = violation_sentence(violation)
    return _("%(number)s, « %(field)s » : %(why)s", number=number, field=field, why=why)


def _range(name: str, low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return _("%(name)s : %(low)s à %(high)s", name=name, low=low, high=high)
    if low is not None:
        return _("%(name)s ≥ %(n)s", name=name, n=low)
    return _("%(name)s ≤ %(n)s", name=name, n=high)


def _line(what: str, who: str, by: str) -> str:
    when = _("pour le %(on)s", on=by) if by else _("date à fixer")
    return _("%(what)s : %(who)s, %(when)s", what=what, who=who or _("qui ?"), when=when)


def _is_to_complete(option: Option) -> bool:
    return option.verdict is Verdict.TO_COMPLETE or (
        option.verdict is Verdict.PROPOSED and option.proposed is Verdict.TO_COMPLETE
    )
