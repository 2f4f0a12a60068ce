"""Life of a catalogue entry: draft, reviewed by a second person, in force, overdue; what each gesture needs.

Takes the history of one entry (its versions, signatures and decisions) and gives the state of each version, the
version new cases take, and the rules a gesture would break. Versions themselves never change (docs/decisions/0004).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.errors import Violation

from .text import fold
from .vocabulary import DecisionKind, EntryState, Wording

LOCAL = "site-"


@dataclass(frozen=True)
class Editor:
    """A clinical editor: the account, and the name that stays in the journal."""

    account: str
    name: str

    def is_same(self, other: Editor) -> bool:
        """Whether both are one person: same account, or same name under two accounts."""
        if self.account and self.account == other.account:
            return True
        return bool(self.name) and fold(self.name) == fold(other.name)


@dataclass(frozen=True)
class Signature:
    """One wording of one version, read and signed."""

    wording: Wording
    by: Editor
    on: date


@dataclass(frozen=True)
class Decision:
    """A version put in force until `review_on`, or the entry retired; the latest of a version stands."""

    version: int
    kind: DecisionKind
    by: Editor
    on: date
    review_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Version:
    """One version; `author` is None for the product's own text, which nobody of the hospital wrote."""

    number: int
    made_on: date
    author: Editor | None = None
    why: str = ""
    signatures: tuple[Signature, ...] = ()

    def signed(self, wording: Wording) -> Signature | None:
        """The signature under a wording, when it is by another person than the author."""
        for one in self.signatures:
            if one.wording is wording and not (self.author and one.by.is_same(self.author)):
                return one
        return None

    @property
    def is_reviewed(self) -> bool:
        """Whether both wordings are signed by a second person."""
        return all(self.signed(wording) for wording in Wording)


@dataclass(frozen=True)
class History:
    """One entry through its versions, oldest first; `hospital` is "" for a shared entry."""

    code: str
    versions: tuple[Version, ...]
    decisions: tuple[Decision, ...] = ()
    hospital: str = ""

    def version(self, number: int) -> Version | None:
        """The version of that number."""
        return next((v for v in self.versions if v.number == number), None)

    @property
    def in_force(self) -> int | None:
        """The highest version ever put in force, retired or not; an unreviewed one never counts."""
        put = {d.version for d in self.decisions if d.kind is DecisionKind.IN_FORCE}
        reviewed = (v.number for v in self.versions if v.number in put and v.is_reviewed)
        return max(reviewed, default=None)

    @property
    def left(self) -> int | None:
        """The highest version the entry was retired at."""
        retired = (d.version for d in self.decisions if d.kind is DecisionKind.RETIRED)
        return max(retired, default=None)

    @property
    def is_retired(self) -> bool:
        """Whether the entry left the catalogue: a later version put in force brings it back."""
        return is_retired(self.in_force, self.left)

    @property
    def standing(self) -> int | None:
        """The version new cases take."""
        own = (v.number for v in self.versions if v.author is None and not self.hospital)
        return standing(self.in_force, self.left, max(own, default=None))

    def review_on(self, number: int) -> date | None:
        """Until when a version in force stands without being read again."""
        days = [d.review_on for d in self.decisions if d.version == number and d.review_on]
        return days[-1] if days else None

    def state(self, number: int, today: date) -> EntryState:
        """Where that version stands today."""
        if self.is_retired and number <= (self.left or 0):
            return EntryState.RETIRED
        current = self.in_force
        if current is not None and number < current:
            return EntryState.SUPERSEDED
        if number == current:
            until = self.review_on(number)
            return EntryState.OVERDUE if until and until < today else EntryState.IN_FORCE
        later = [v for v in self.versions if v.number > number]
        version = self.version(number)
        if version and version.is_reviewed:
            return EntryState.REVIEWED
        return EntryState.SUPERSEDED if later else EntryState.DRAFT


def is_retired(in_force: int | None, left: int | None) -> bool:
    """Whether an entry retired at version `left` is still out of the catalogue."""
    return left is not None and (in_force or 0) <= left


def standing(in_force: int | None, left: int | None, own: int | None) -> int | None:
    """The version new cases take: the one in force, else the product's own draft `own`, which says it is one."""
    return None if is_retired(in_force, left) else in_force or own


def signing(version: Version, wording: Wording, by: Editor, *, to_write: bool) -> list[Violation]:
    """What forbids this person to sign this wording."""
    broken = [Violation("text_to_write")] if to_write else []
    if version.author and by.is_same(version.author):
        broken.append(Violation("same_person"))
    if any(one.wording is wording for one in version.signatures):
        broken.append(Violation("already_exists"))
    return broken


def putting_in_force(
    history: History, number: int, review_on: date | None, today: date
) -> list[Violation]:
    """What forbids to put that version in force, or to confirm it until a new date when it is already."""
    version = history.version(number)
    broken = []
    if version is None or not version.is_reviewed:
        broken.append(Violation("not_reviewed"))
    if number < (history.in_force or 0):
        broken.append(Violation("older_version"))
    if history.is_retired and number <= (history.in_force or 0):
        broken.append(Violation("entry_retired"))
    if review_on is None:
        broken.append(Violation("required", "review_on"))
    elif review_on <= today:
        broken.append(Violation("review_on_past", "review_on"))
    return broken


def retiring(history: History, reason: str, *, always_listed: bool) -> list[Violation]:
    """What forbids to retire the entry; one that every case is due is replaced, never retired (R01, R52)."""
    broken = []
    if history.is_retired:
        broken.append(Violation("entry_retired"))
    if always_listed and not history.hospital:
        broken.append(Violation("always_listed"))
    if not reason.strip():
        broken.append(Violation("required", "reason"))
    return broken
