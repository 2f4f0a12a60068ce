"""What an importer of rows says beside the case file: things that went nowhere, and notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from app.domain.text import SHORT

from .imported import ImportNote, NotUnderstood


@dataclass
class Remarks:
    """The account of one patient's reading; importers fill it."""

    told: dict[tuple[str, ...], ImportNote] = field(default_factory=dict)
    unread: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    first_ids: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def note(self, code: str, /, **params: str) -> None:
        """Tell the reader something once."""
        self.told.setdefault((code, *params.values()), ImportNote(code, params))

    def leave(self, kind: str, identity: str, text: str, reason: str) -> None:
        """Say that something went nowhere and why; repeats are counted."""
        key = (kind, text.strip()[:SHORT].rstrip(), reason)
        self.unread[key] += 1
        self.first_ids.setdefault(key, identity)

    def notes(self) -> tuple[ImportNote, ...]:
        """Every note, in file order."""
        return tuple(self.told.values())

    def not_understood(self) -> tuple[NotUnderstood, ...]:
        """Everything that went nowhere, in file order."""
        return tuple(
            NotUnderstood(kind, self.first_ids[kind, text, reason], text, reason, count)
            for (kind, text, reason), count in self.unread.items()
        )
