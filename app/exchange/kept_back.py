"""Texts that repeat what a patient keeps for the doctor: hidden whole before they leave, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.text import fold

# A shorter text, or a word alone, is what anybody says; and no code or date of the form holds a space.
SHORTEST = 9
EMPTIED = "[…]"


def without(plain: Any, secrets: Iterable[str]) -> tuple[Any, int]:
    """The plain value with every text that holds one of these hidden, and how many there were."""
    kept = [_bare(secret) for secret in secrets]
    cleaner = _Cleaner([s for s in kept if len(s) >= SHORTEST and " " in s])
    return cleaner.clean(plain), cleaner.emptied


class _Cleaner:
    def __init__(self, secrets: list[str]) -> None:
        self.secrets, self.emptied = secrets, 0

    def clean(self, plain: Any) -> Any:
        """The same value, its telling texts hidden."""
        if not self.secrets:
            return plain
        if isinstance(plain, str):
            return self._text(plain)
        if isinstance(plain, list):
            return [self.clean(each) for each in plain]
        if isinstance(plain, dict):
            return {key: self.clean(value) for key, value in plain.items()}
        return plain

    def _text(self, text: str) -> str:
        bare = _bare(text)
        if not any(secret in bare for secret in self.secrets):
            return text
        self.emptied += 1
        return EMPTIED


def _bare(text: str) -> str:
    """Whatever its case, accents and spaces."""
    return " ".join(fold(text).split())
