"""A second file about a known patient: what it adds, what changed at its source, what contradicts what people wrote.

Three pictures of each fact are compared: what the source gave last time, what is stored now, what it gives today.
A value that the source did not change never touches ours; a value that it lacks deletes nothing. A fact that only
the source wrote follows it; one that somebody typed or edited here is a conflict, and somebody chooses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, Field, dataclass, fields, replace
from enum import Enum, StrEnum
from typing import Any

from .fact_identity import KEYS

_UNSET: Any = object()


class Kind(StrEnum):
    """What a file makes of one fact."""

    ADDED = "added"
    CHANGED = "changed"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Held:
    """One stored fact, what the source gave of it last time (None: nobody imported it), whether it was withdrawn."""

    fact: Any
    given: Any = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Differs:
    """One value that the file would change: the name of its field, ours, the file's."""

    field: str
    ours: Any
    theirs: Any


@dataclass(frozen=True)
class Step:
    """One fact of the file that is not already there as the file says it. `ours` is None for a new one."""

    kind: Kind
    theirs: Any
    ours: Held | None = None
    differs: tuple[Differs, ...] = ()

    @property
    def merged(self) -> Any:
        """The fact to store when the file is followed."""
        if self.ours is None:
            return self.theirs
        return replace(self.ours.fact, **{d.field: d.theirs for d in self.differs})


@dataclass(frozen=True)
class Compared:
    """The steps in file order, and each fact of the file beside the stored one it is, whatever becomes of it."""

    steps: tuple[Step, ...]
    pairs: tuple[tuple[Held, Any], ...]


def compare(held: Sequence[Held], theirs: Sequence[Any], gone: Sequence[Any] = ()) -> Compared:
    """What a file makes of the stored facts of one kind; `gone` are facts it gave that now hang on another patient."""
    match = _Match(held, theirs)
    for fact in gone:
        match.forget(fact)
    match.pair(lambda one, fact: one.given is not None and one.given == fact)
    for withdrawn in (False, True):
        match.pair(
            lambda one, fact, w=withdrawn: one.withdrawn is w and not _differences(one, fact)
        )
        for ours_key, their_key in KEYS[type(theirs[0])] if theirs else ():
            match.pair_by(ours_key, their_key, withdrawn=withdrawn)
    steps = (_step(match.found.get(place), theirs[place]) for place in match.kept)
    return Compared(
        tuple(step for step in steps if step),
        tuple((match.found[p], theirs[p]) for p in match.kept if p in match.found),
    )


def laid_over(given: Any, theirs: Any) -> Any:
    """What the source is now known to say: its last words, completed by its earlier ones where it says nothing."""
    if given is None:
        return theirs
    return replace(
        given,
        **{
            f.name: getattr(theirs, f.name)
            for f in _compared(theirs)
            if not _is_empty(f, getattr(theirs, f.name))
        },
    )


class _Match:
    """The facts of a file paired one to one with stored ones, from the surest likeness to the loosest."""

    def __init__(self, held: Sequence[Held], theirs: Sequence[Any]) -> None:
        self.theirs = theirs
        self.kept = list(range(len(theirs)))
        self.free = list(held)
        self.found: dict[int, Held] = {}

    def forget(self, fact: Any) -> None:
        """Leave out one fact of the file that is already known elsewhere."""
        place = next((p for p in self.kept if self.theirs[p] == fact), None)
        if place is not None:
            self.kept.remove(place)

    def pair(self, is_same: Any) -> None:
        """Pair each fact with the first stored one of which this is true."""
        for place in self._open():
            one = next((h for h in self.free if is_same(h, self.theirs[place])), None)
            if one is not None:
                self._take(place, one)

    def pair_by(self, ours_key: Any, their_key: Any, *, withdrawn: bool) -> None:
        """Pair what bears the same key, where it names one fact only on either side."""
        ours: dict[Any, list[Held]] = defaultdict(list)
        for one in self.free:
            if one.withdrawn is withdrawn:
                for key in {ours_key(f) for f in (one.fact, one.given) if f is not None} - {None}:
                    ours[key].append(one)
        wanted: dict[Any, list[int]] = defaultdict(list)
        for place in self._open():
            wanted[their_key(self.theirs[place])].append(place)
        for key, places in wanted.items():
            alike = [one for one in ours.get(key, ()) if any(one is free for free in self.free)]
            if key is not None and len(places) == len(alike) == 1:
                self._take(places[0], alike[0])

    def _open(self) -> list[int]:
        return [place for place in self.kept if place not in self.found]

    def _take(self, place: int, one: Held) -> None:
        self.found[place] = one
        self.free = [other for other in self.free if other is not one]


def _step(held: Held | None, theirs: Any) -> Step | None:
    if held is None:
        return Step(Kind.ADDED, theirs)
    differs = _differences(held, theirs)
    if not differs or (held.withdrawn and held.given == theirs):
        return None
    is_the_sources = not held.withdrawn and held.fact == held.given
    return Step(Kind.CHANGED if is_the_sources else Kind.CONFLICT, theirs, held, differs)


def _differences(held: Held, theirs: Any) -> tuple[Differs, ...]:
    """What the source says otherwise than last time, and otherwise than what is stored."""
    found = []
    for field in _compared(theirs):
        ours, new = getattr(held.fact, field.name), getattr(theirs, field.name)
        last = _default(field) if held.given is None else getattr(held.given, field.name)
        if new not in (ours, last) and not _is_empty(field, new):
            found.append(Differs(field.name, ours, new))
    return tuple(found)


def _compared(fact: Any) -> Iterable[Field[Any]]:
    return (field for field in fields(fact) if field.compare)


def _default(field: Field[Any]) -> Any:
    return _UNSET if field.default is MISSING else field.default


def _is_empty(field: Field[Any], value: Any) -> bool:
    """Whether a value says nothing: a code left at "unknown" says nothing either, a yes or a no always does."""
    if value is None or (isinstance(value, str | tuple) and not value):
        return True
    return isinstance(value, Enum) and value is field.default
