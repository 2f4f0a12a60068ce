"""Where each bar, sign and word of the journey stands, so that no words meet nor leave the drawing.

Lengths are in ems of the drawing's own letters, from its left edge; `tier` is a row, 0 at the top. Screen and print
place the same things by the same rules, each at its own width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .timeline import Bar, Image, Mark, Results, Sign, Span, Tick, Timeline

Thing = Mark | Image | Results

_GAP = 0.6
_PAD = 0.4
_NARROW = set("iljtfrI.,;:'’|!()[]- \u00a0\u202f×")
_WIDE = set("mwMW%@—œŒ→")


@dataclass(frozen=True)
class Words:
    """What is written for the parts of a timeline: a bar's name and outcome, its note below, a sign, an axis label."""

    name: Callable[[Bar], str]
    outcome: Callable[[Bar], str]
    note: Callable[[Bar], str]
    sign: Callable[[Thing], str]
    tick: Callable[[Tick], str]
    today: str
    meeting: str


@dataclass(frozen=True)
class Written:
    """One line of words that begins, or with `is_end` ends, at `x`; `part` says what it is of."""

    text: str
    x: float
    tier: int
    is_end: bool = False
    part: str = "name"

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - length(self.text) if self.is_end else self.x

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + length(self.text)


@dataclass(frozen=True)
class PlacedBar:
    """A bar on its tier; `reduced_from` is where doses began to be lower, drawn on the tier below."""

    bar: Bar
    tier: int
    reduced_from: float | None = None


@dataclass(frozen=True)
class PlacedSign:
    """A sign of a local treatment or of results, over the span its date may mean."""

    sign: Sign
    span: Span
    tier: int


@dataclass(frozen=True)
class Layout:
    """The whole drawing: `tiers` rows above the axis, flags over the first one, axis labels under the last."""

    width: float
    tiers: int
    bars: tuple[PlacedBar, ...]
    signs: tuple[PlacedSign, ...]
    words: tuple[Written, ...]
    ticks: tuple[tuple[float, Written | None], ...]
    flags: tuple[Written, ...]


def layout(timeline: Timeline, words: Words, *, width: float) -> Layout:
    """Place every part of a timeline in a drawing of that width, in ems."""
    bars: list[PlacedBar] = []
    written: list[Written] = []
    tier = 0
    for bar in timeline.bars:
        placed, said, tier = _lane(bar, words, width, tier)
        bars.append(placed)
        written += said
    signs: list[PlacedSign] = []
    groups: tuple[list[tuple[Sign, Span, Thing]], ...] = (
        [(mark.sign, mark.span, mark) for mark in timeline.marks],
        [(Sign.IMAGE, image.span, image) for image in timeline.images],
        [(Sign.RESULT, found.span, found) for found in timeline.results],
    )
    for group in groups:
        labelled = [(sign, span, words.sign(thing)) for sign, span, thing in group]
        tier = _signs(labelled, width, tier, signs, written)
    ticks = _ticks([(tick.at * width, words.tick(tick)) for tick in timeline.ticks], width)
    flags = [(timeline.today, words.today), (timeline.meeting, words.meeting)]
    placed_flags = _flags([(at * width, text) for at, text in flags if at is not None], width)
    return Layout(width, tier, tuple(bars), tuple(signs), tuple(written), ticks, placed_flags)


def length(text: str) -> float:
    """About how long a text is, in ems of the product's typeface; a little more rather than less."""
    return sum(_letter(letter) for letter in text)


def wrapped(text: str, width: float) -> list[str]:
    """The text on as many lines as it needs, cut between words; a word longer than a line stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and length(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float) -> str:
    """The text, cut with an ellipsis where it is longer than that; the table below the drawing says it whole."""
    if length(text) <= width:
        return text
    while text and length(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.31
    if letter in _WIDE:
        return 0.85
    return 0.62 if letter.isupper() else 0.53


def _lane(bar: Bar, words: Words, width: float, tier: int) -> tuple[PlacedBar, list[Written], int]:
    """The bar, its words and the first tier below them."""
    name, outcome = words.name(bar), words.outcome(bar)
    said = _beside(bar, name, outcome, width, tier)
    on = tier
    if said is None:
        whole = ", ".join(part for part in (name, outcome) if part)
        said = _above(whole, bar.start * width, width, tier)
        on = tier + len(said)
    note = words.note(bar)
    dated = [reduction.at for reduction in bar.reductions if reduction.at is not None]
    reduced = min(dated) if note and dated else None
    below = _above(note, (bar.start if reduced is None else reduced) * width, width, on + 1)
    notes = [Written(w.text, w.x, w.tier, w.is_end, "note") for w in below if note]
    return PlacedBar(bar, on, reduced), [*said, *notes], on + 1 + len(notes)


def _beside(bar: Bar, name: str, outcome: str, width: float, tier: int) -> list[Written] | None:
    """The words on the bar's own tier: inside, after or before it; None when they do not fit there."""
    left, right = bar.start * width, bar.end * width
    span = bar.progression_span
    after = max(right, (span.end if span else 0) * width) + _GAP
    before = min(right, span.start * width - _GAP if span else right)
    begin = _inside(bar, name, width, before)
    rest = outcome if begin is not None else ", ".join(part for part in (name, outcome) if part)
    said = [] if begin is None else [Written(name, begin, tier)]
    part = "name" if begin is None else "outcome"
    if not rest:
        return said
    size = length(rest)
    if after + size <= width:
        return [*said, Written(rest, after, tier, part=part)]
    if said and said[0].right + 2 * _PAD + size <= before - _PAD:
        return [*said, Written(rest, before - _PAD, tier, is_end=True, part=part)]
    if left - _GAP - size >= 0:
        return [*said, Written(rest, left - _GAP, tier, is_end=True, part=part)]
    return None


def _inside(bar: Bar, name: str, width: float, before: float) -> float | None:
    """Where the name begins inside the bar, in its certain part if it fits there; None when it fits nowhere."""
    size = length(name) + 2 * _PAD
    sure = bar.sure_start * width
    if sure + size <= min(bar.sure_end * width, before):
        return sure + _PAD
    return bar.start * width + _PAD if bar.start * width + size <= before else None


def _above(text: str, at: float, width: float, tier: int) -> list[Written]:
    """The words on tiers of their own, beginning as near to `at` as the drawing allows."""
    return [
        Written(line, max(min(at, width - length(line)), 0.0), tier + n)
        for n, line in enumerate(wrapped(text, width))
    ]


def _signs(
    wanted: Iterable[tuple[Sign, Span, str]],
    width: float,
    tier: int,
    signs: list[PlacedSign],
    written: list[Written],
) -> int:
    """Put each sign with its words on the first tier where they meet no other; the first tier below them all."""
    taken: list[list[tuple[float, float]]] = []
    for sign, span, whole in wanted:
        at, low, high = (place * width for place in (span.middle, span.start, span.end))
        low, high = min(low, at - 0.5), max(high, at + 0.5)
        text = shortened(whole, max(width - high, low) - _GAP)
        size = length(text)
        goes_left = high + _GAP / 2 + size > width and low - _GAP / 2 - size >= 0
        x = low - _GAP / 2 if goes_left else high + _GAP / 2
        left, right = (x - size, high) if goes_left else (low, x + size)
        row = _free(taken, left, right)
        signs.append(PlacedSign(sign, span, tier + row))
        written.append(Written(text, x, tier + row, is_end=goes_left, part="sign"))
    return tier + len(taken)


def _free(taken: list[list[tuple[float, float]]], left: float, right: float) -> int:
    for row, spans in enumerate(taken):
        if all(right + _GAP < start or left - _GAP > end for start, end in spans):
            spans.append((left, right))
            return row
    taken.append([(left, right)])
    return len(taken) - 1


def _ticks(
    wanted: list[tuple[float, str]], width: float
) -> tuple[tuple[float, Written | None], ...]:
    """Each label under its place, kept inside; one that would meet the label before it is left out."""
    placed: list[tuple[float, Written | None]] = []
    free = 0.0
    for at, text in wanted:
        left = max(min(at - length(text) / 2, width - length(text)), 0.0)
        if left < free:
            placed.append((at, None))
            continue
        placed.append((at, Written(text, left, 0, part="tick")))
        free = left + length(text) + _GAP
    return tuple(placed)


def _flags(wanted: list[tuple[float, str]], width: float) -> tuple[Written, ...]:
    """The words of today and of the meeting over their lines; when they would meet, the earlier one stands before."""
    ordered = sorted(wanted)
    placed = [
        Written(text, max(min(at - length(text) / 2, width - length(text)), 0.0), 0, part="flag")
        for at, text in ordered
    ]
    if len(placed) == 2 and placed[0].right + _GAP > placed[1].left:
        earlier = ordered[0][1]
        placed[0] = Written(earlier, placed[1].left - _GAP, 0, is_end=True, part="flag")
    return tuple(placed)
