"""What a conclusion says besides its paragraph: departure from a guideline, disagreement, trial, supportive care, guideline registered."""

from __future__ import annotations

from app.errors import Violation

from .record import Opinion, Record
from .vocabulary import Outcome


def violations(record: Record) -> list[Violation]:
    """What the conclusion leaves half said (B35, B36, D. 6124-131, D. 6124-131-2); nothing else is ever forced.

    A departure names the guideline and the reason, a disagreement who and on what, a trial its identifier, and a
    registered case the guideline it follows with its version and date.
    """
    given = record.opinion
    return [*_departure(given), *_dissent(given), *_trial(record), *_registered(record)]


def trial(record: Record) -> bool | None:
    """Whether a trial is proposed; the national page said it before the conclusion did."""
    said = record.opinion.trial
    return record.national.trial if said is None else said


def departs(given: Opinion) -> bool:
    """Whether the opinion departs from a guideline: by its outcome, or because it says so."""
    said = given.departs_from.strip() or given.departs_because.strip()
    return given.outcome is Outcome.OFF_GUIDELINE or bool(said)


def dissents(given: Opinion) -> bool:
    """Whether anything is said of a disagreement."""
    texts = (given.dissent_who, given.dissent_on, given.dissent_how)
    return any(text.strip() for text in texts) or given.dissent_settled is not None


def _departure(given: Opinion) -> list[Violation]:
    return _unsaid(given, ("departs_from", "departs_because")) if departs(given) else []


def _dissent(given: Opinion) -> list[Violation]:
    return _unsaid(given, ("dissent_who", "dissent_on")) if dissents(given) else []


def _trial(record: Record) -> list[Violation]:
    given, proposed = record.opinion, trial(record)
    named = given.trial_ids.strip() or record.trials.notes
    if proposed and not named:
        return [Violation("trial_ids_missing", "trial_ids")]
    return [Violation("trial_unsaid", "trial")] if given.trial_ids.strip() and not proposed else []


def _registered(record: Record) -> list[Violation]:
    """A case registered without discussion follows a named guideline, with its version and its date."""
    if record.opinion.outcome is not Outcome.REGISTERED:
        return []
    kept = record.national
    whole = kept.guideline.strip() and kept.guideline_version.strip() and kept.guideline_on
    return [] if whole else [Violation("guideline_missing", "outcome")]


def _unsaid(given: Opinion, names: tuple[str, ...]) -> list[Violation]:
    return [Violation(f"{n}_missing", n) for n in names if not getattr(given, n).strip()]
