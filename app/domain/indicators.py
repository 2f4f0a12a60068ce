"""The activity of a board over a period: each figure with its numerator, its denominator and what was not filled in.

The list follows what 3C and networks report (no official list was found for R. 6123-91-12 CSP): rcp-france 1.7.
Nothing here judges: an indicator counts, people compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from .board_facts import G8_ABNORMAL, BoardFacts
from .follow_up import NOTHING_TO_FOLLOW
from .vocabulary import Applied, Obstacle, Outcome, Quorum, Track, WishesEffect

# below, a number could point at one person: not shown outside the hospital, nor its complement
SMALL = 5
_REFERRED = Outcome.REFERRED


@dataclass(frozen=True)
class Counted:
    """One presentation on the agenda of a meeting that was held; `facts` is None until it is validated.

    Days are those of the hospital's time; None means that nothing is recorded. `requested_on` is known of a first
    presentation only.
    """

    patient: str
    meeting: str
    met_on: date
    number: int = 1
    facts: BoardFacts | None = None
    requested_on: date | None = None
    validated_on: date | None = None
    letter_on: date | None = None
    told_on: date | None = None
    pps_on: date | None = None
    applied: Applied | None = None
    applied_on: date | None = None
    obstacle: Obstacle | None = None


@dataclass(frozen=True)
class Share:
    """`numerator` of `denominator`; `not_filled` more could not be counted because nothing was recorded."""

    code: str
    numerator: int
    denominator: int
    not_filled: int = 0

    @property
    def is_small(self) -> bool:
        """Whether the figure, or what it leaves, is so small that it could point at one person."""
        return any(0 < n < SMALL for n in (self.numerator, self.denominator - self.numerator))


@dataclass(frozen=True)
class Delay:
    """Days between two steps: how many could be counted, the median, and the ninth decile (nearest rank)."""

    code: str
    counted: int
    not_filled: int
    median: float | None = None
    decile: int | None = None

    @property
    def is_small(self) -> bool:
        """Whether so few were counted that the days could be known of one person."""
        return 0 < self.counted < SMALL


@dataclass(frozen=True)
class Ranked:
    """How often one thing (a speciality, an item, a reason) was met, most often first."""

    code: str
    number: int

    @property
    def is_small(self) -> bool:
        """Whether the number is so small that it could point at one person."""
        return 0 < self.number < SMALL


@dataclass(frozen=True)
class Activity:
    """What was counted over a period."""

    presentations: int
    patients: int
    again: int
    validated: int
    shares: tuple[Share, ...]
    delays: tuple[Delay, ...]
    missing_specialities: tuple[Ranked, ...]
    missing_items: tuple[Ranked, ...]
    obstacles: tuple[Ranked, ...]
    months: tuple[Ranked, ...]


def activity(counted: Iterable[Counted]) -> Activity:
    """Every indicator of these presentations; none is left out because it is empty."""
    lines = tuple(counted)
    signed = [line for line in lines if line.facts is not None]
    return Activity(
        presentations=len(lines),
        patients=len({line.patient for line in lines}),
        again=sum(line.number > 1 for line in lines),
        validated=len(signed),
        shares=tuple(rule(lines) for rule in _SHARES),
        delays=tuple(_delay(code, lines, first, then) for code, first, then in _STEPS),
        missing_specialities=_ranked(s for f in _facts(lines) for s in f.missing_specialities),
        missing_items=_ranked(item for f in _facts(lines) for item in f.missing_items),
        obstacles=_ranked(line.obstacle.value for line in signed if line.obstacle),
        months=_months(lines),
    )


def by_meeting(counted: Iterable[Counted]) -> dict[str, Activity]:
    """The same, for each meeting, in the order of first appearance."""
    groups: dict[str, list[Counted]] = {}
    for line in counted:
        groups.setdefault(line.meeting, []).append(line)
    return {meeting: activity(lines) for meeting, lines in groups.items()}


def _facts(lines: Sequence[Counted]) -> list[BoardFacts]:
    return [line.facts for line in lines if line.facts is not None]


Answer = Callable[[BoardFacts], bool | None]
Whom = Callable[[BoardFacts], bool]


def _of_facts(code: str, answer: Answer, among: Whom = lambda _f: True) -> Rule:
    """A share of the validated presentations that `among` keeps; an answer of None was not filled in."""

    def rule(lines: Sequence[Counted]) -> Share:
        answers = [answer(f) for f in _facts(lines) if among(f)]
        known = [a for a in answers if a is not None]
        return Share(code, sum(known), len(known), len(answers) - len(known))

    return rule


def _followed(code: str, answer: Callable[[Counted], bool | None]) -> Rule:
    """A share of the validated proposals that something is to follow."""

    def rule(lines: Sequence[Counted]) -> Share:
        proposals = [line for line in lines if line.facts and _proposes(line.facts)]
        answers = [answer(line) for line in proposals]
        known = [a for a in answers if a is not None]
        return Share(code, sum(known), len(known), len(answers) - len(known))

    return rule


def _proposes(facts: BoardFacts) -> bool:
    return facts.outcome is not None and facts.outcome not in NOTHING_TO_FOLLOW


def _validated(lines: Sequence[Counted]) -> Share:
    return Share("validated", sum(line.facts is not None for line in lines), len(lines))


def _quorum(facts: BoardFacts) -> bool | None:
    return None if facts.quorum is Quorum.UNKNOWN else facts.quorum is Quorum.REACHED


def _registered(facts: BoardFacts) -> bool:
    return facts.track is Track.REGISTER or facts.outcome is Outcome.REGISTERED


def _changed(facts: BoardFacts) -> bool | None:
    effect = facts.wishes_effect
    return None if effect is None else effect is WishesEffect.CHANGED


def _applied(line: Counted) -> bool | None:
    return None if line.applied is None else line.applied is Applied.YES


Rule = Callable[[Sequence[Counted]], Share]
_SHARES: tuple[Rule, ...] = (
    _validated,
    _of_facts("registered", _registered),
    _of_facts("quorum", _quorum),
    _of_facts("complete", lambda f: f.complete),
    _of_facts("informed", lambda f: f.informed),
    _of_facts("wishes_known", lambda f: f.wishes_known),
    _of_facts("wishes_changed", _changed, lambda f: f.wishes_known),
    _of_facts("in_tension", lambda f: f.in_tension, lambda f: f.wishes_known),
    _of_facts("g8_done", lambda f: f.g8 is not None, lambda f: f.asks_frailty),
    _of_facts(
        "g8_abnormal",
        lambda f: f.g8 is not None and f.g8 <= G8_ABNORMAL,
        lambda f: f.asks_frailty and f.g8 is not None,
    ),
    _of_facts("trials_searched", lambda f: f.trials_searched),
    _of_facts("trial_proposed", lambda f: f.trial_proposed),
    _of_facts("supportive_assessed", lambda f: f.supportive_assessed),
    _of_facts("palliative_asked", lambda f: f.palliative_asked),
    _of_facts("referred", lambda f: f.outcome is _REFERRED),
    _of_facts("off_guideline", lambda f: f.outcome is Outcome.OFF_GUIDELINE),
    _followed("letter_sent", lambda line: line.letter_on is not None),
    _followed("told", lambda line: line.told_on is not None),
    _followed("pps_given", lambda line: line.pps_on is not None),
    _followed("applied", _applied),
)

Day = Callable[[Counted], date | None]
_STEPS: tuple[tuple[str, Day, Day], ...] = (
    ("request_to_board", lambda line: line.requested_on, lambda line: line.met_on),
    ("board_to_validation", lambda line: line.met_on, lambda line: line.validated_on),
    ("validation_to_letter", lambda line: line.validated_on, lambda line: line.letter_on),
    ("board_to_told", lambda line: line.met_on, lambda line: line.told_on),
    ("board_to_pps", lambda line: line.met_on, lambda line: line.pps_on),
    ("board_to_applied", lambda line: line.met_on, lambda line: line.applied_on),
)


def _delay(code: str, lines: Sequence[Counted], first: Day, then: Day) -> Delay:
    """Days from one step to the next; a step before the one it follows is counted as zero days."""
    days = []
    for line in lines:
        start, end = first(line), then(line)
        if start and end:
            days.append(max((end - start).days, 0))
    days.sort()
    if not days:
        return Delay(code, 0, len(lines))
    nearest = -(-9 * len(days) // 10) - 1
    return Delay(code, len(days), len(lines) - len(days), median(days), days[nearest])


def _ranked(codes: Iterable[str]) -> tuple[Ranked, ...]:
    found = Counter(codes)
    return tuple(Ranked(c, n) for c, n in sorted(found.items(), key=lambda i: (-i[1], i[0])))


def _months(lines: Sequence[Counted]) -> tuple[Ranked, ...]:
    """Presentations by month of meeting, every month from the first to the last."""
    if not lines:
        return ()
    found = Counter(_month(line.met_on) for line in lines)
    return tuple(
        Ranked(f"{n // 12:04}-{n % 12 + 1:02}", found[n]) for n in range(min(found), max(found) + 1)
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
