"""The shape of a closed list: a stable code with the label people read."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A code stored in the database, with the French label people read."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Labelled:
        """Make the member from its code and label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
