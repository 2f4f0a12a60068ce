"""What an opinion must contain before the chair validates it: every violation at once, never only the first."""

from __future__ import annotations

from datetime import date

from app.errors import Violation

from . import conclusion
from .preferences import wishes
from .record import Option, Record
from .vocabulary import FindingOutcome, FitOutcome, MeetingState, Outcome, Verdict

_SPOKEN = frozenset({Verdict.RETAINED, Verdict.SET_ASIDE, Verdict.TO_COMPLETE})
_PROPOSES_NOTHING = frozenset(
    {Outcome.POSTPONED, Outcome.WITHDRAWN, Outcome.DECEASED, Outcome.REGISTERED}
)


def violations(record: Record) -> tuple[Violation, ...]:
    """The rules this record breaks before validation (D. 6124-131, R53, R56, decisions)."""
    broken = [*_meeting(record), *_informed(record), *_opinion(record)]
    for option in record.options:
        broken.extend(verdict_violations(option))
    if bare := [option.title for option in record.options if is_undescribed(option)]:
        broken.append(Violation("free_option_bare", params={"options": ", ".join(bare)}))
    return tuple(broken)


def is_undescribed(option: Option) -> bool:
    """Whether the board gave a verdict on an option of its own without its two sides and its daily life (R53)."""
    clinical = option.entry.clinical
    said = clinical.advantages and clinical.disadvantages and clinical.organisation
    return not option.entry.code and option.verdict in _SPOKEN and not said


def verdict_violations(option: Option) -> list[Violation]:
    """What the verdict of one option still lacks."""
    name = {"option": option.title}
    match option.verdict:
        case Verdict.RETAINED if in_tension(option) and not option.wish_note.strip():
            return [Violation("retained_in_tension", "wish_note", name)]
        case Verdict.SET_ASIDE if not option.reason.strip():
            return [Violation("set_aside_without_reason", "reason", name)]
        case Verdict.TO_COMPLETE:
            return _to_complete(option, name)
        case Verdict.NOT_APPLICABLE if not option.reason.strip() and not has_unmet(option):
            return [Violation("not_applicable_without_reason", "reason", name)]
    return []


def in_tension(option: Option) -> bool:
    """Whether one fact of the option stands against something the patient said."""
    return any(fit.outcome is FitOutcome.TENSION for fit in option.fits)


def has_unmet(option: Option) -> bool:
    """Whether a criterion is certainly not met, which is reason enough for "sans objet"."""
    return any(finding.outcome is FindingOutcome.NOT_MET for finding in option.findings)


def undiscussed(record: Record) -> tuple[Option, ...]:
    """Options the board said nothing about: printed as such, never as set aside."""
    silent = {Verdict.NOT_DISCUSSED, Verdict.PROPOSED}
    return tuple(option for option in record.options if option.verdict in silent)


def ruled_out(record: Record) -> tuple[Option, ...]:
    """Options with a criterion certainly not met, for which nobody proposed anything else: "sans objet" to confirm."""
    return tuple(
        o
        for o in undiscussed(record)
        if has_unmet(o) and o.proposed in {None, Verdict.NOT_APPLICABLE}
    )


def _to_complete(option: Option, name: dict[str, str]) -> list[Violation]:
    needed = {
        "complete_what": option.complete_what.strip(),
        "complete_who": option.complete_who.strip(),
        "complete_by": option.complete_by,
    }
    return [
        Violation(f"{field}_missing", field, name) for field, value in needed.items() if not value
    ]


def _meeting(record: Record) -> list[Violation]:
    if record.meeting is None:
        return [Violation("no_meeting", "meeting")]
    if record.meeting.state is MeetingState.PLANNED:
        return [Violation("meeting_not_opened", "meeting")]
    return []


def _informed(record: Record) -> list[Violation]:
    if record.informed.opposed is None and record.opinion.outcome is Outcome.DECEASED:
        return []
    if record.informed.opposed is None:
        return [Violation("information_not_recorded", "informed")]
    return [Violation("patient_opposed", "informed")] if record.informed.opposed else []


def _opinion(record: Record) -> list[Violation]:
    broken = []
    if not record.opinion.text.strip() and record.opinion.outcome is not Outcome.DECEASED:
        broken.append(Violation("opinion_empty", "text"))
    if record.opinion.outcome is None:
        broken.append(Violation("outcome_missing", "outcome"))
    retained = any(option.verdict is Verdict.RETAINED for option in record.options)
    if record.opinion.outcome is Outcome.RECOMMENDATION and not retained:
        broken.append(Violation("nothing_retained", "outcome"))
    if _owes_an_account(record):
        broken.append(Violation("wishes_account_missing", "wishes_account"))
    return [*broken, *conclusion.violations(record)]


def _owes_an_account(record: Record) -> bool:
    """Whether wishes were heard and nothing says what became of them (R56); an outcome that proposes nothing owes none."""
    if record.opinion.outcome in _PROPOSES_NOTHING or record.opinion.wishes_account.strip():
        return False
    return wishes(record.case_file.statements, date.min).is_recorded
